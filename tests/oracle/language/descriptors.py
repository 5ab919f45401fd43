class Positive:
    def __set_name__(self, owner, name):
        self.name = "_" + name

    def __get__(self, obj, owner):
        if obj is None:
            return self
        return getattr(obj, self.name, 0)

    def __set__(self, obj, value):
        if value < 0:
            raise ValueError(f"{self.name[1:]} must be positive")
        setattr(obj, self.name, value)


class Account:
    balance = Positive()


a = Account()
print(a.balance)
a.balance = 10
print(a.balance, isinstance(Account.balance, Positive))
try:
    a.balance = -1
except ValueError as error:
    print(error)


class Lazy:
    def __init__(self, function):
        self.function = function

    def __get__(self, obj, owner=None):
        value = self.function(obj)
        obj.__dict__  # is there
        setattr(obj, self.function.__name__, value)
        return value


class Data:
    @Lazy
    def total(self):
        print("computing")
        return 42


d = Data()
print(d.total, d.total)


# A descriptor without __get__ leaves reading to the object's own attributes; an error names the method that is missing.
class OnlySets:
    def __set__(self, instance, value):
        instance.__dict__["d"] = value * 2


class OnlyDeletes:
    def __delete__(self, instance):
        print("deleted")


class Gives:
    def __get__(self, instance, owner=None):
        return 7

    def __set__(self, instance, value):
        print("set", value)


class Holder:
    d = OnlySets()
    e = OnlyDeletes()
    g = Gives()


holder = Holder()
print(type(holder.d).__name__)
for value in (4, 5):
    holder.d = value
    print(holder.d)
del holder.e
holder.g = 1
print(holder.g)
for action in (lambda: delattr(holder, "d"), lambda: delattr(holder, "g"), lambda: setattr(holder, "e", 1)):
    try:
        action()
    except AttributeError as error:
        print(error)
