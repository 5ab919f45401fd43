# Each of these instructions has found its name before, in another way, when it is executed again.


class Base:
    kind = "base"

    def who(self):
        return "Base.who"


class Derived(Base):
    limit = 1

    def __init__(self, name="derived"):
        self.name = name

    def show(self):
        return f"{self.name} {self.limit} {self.kind} {self.who()}"


def show(thing):
    return thing.show()


def name_of(thing):
    return thing.name


def who(thing):
    return thing.who()


def rename(thing, name):
    thing.name = name


def attempt(function, *arguments):
    try:
        return function(*arguments)
    except Exception as error:
        return f"{type(error).__name__}: {error}"


one, two = Derived("one"), Derived("two")
print(show(one), show(two))

# A method is replaced in the class, in the base, and in one instance; and taken away again.
Derived.who = lambda self: "Derived.who"
print(show(one))
del Derived.who
print(show(one))
Base.who = lambda self: "new Base.who"
print(show(one), who(two))
two.who = lambda: "its own"
print(show(one), show(two), who(two), who(one))
del two.who
print(show(two), who(two))
del Base.who
print(attempt(who, one), attempt(show, two))
Base.who = staticmethod(lambda: "static")
print(who(one), show(two))
Base.who = classmethod(lambda cls: cls.__name__)
print(who(one), show(two))
Base.who = 5
print(attempt(who, one))
Base.who = lambda self: "again"

# Values of a class: changed, hidden by an instance, made a property.
Derived.limit += 1
print(show(one))
one.limit = 10
print(show(one), show(two))


def get_limit(self):
    return "a property"


get_limit.__name__ = "limit"
Derived.limit = property(get_limit)
print(show(one), show(two))
del Derived.limit
print(show(one), attempt(show, two))
Base.limit = "of Base"
print(show(one), show(two))

# Attributes: deleted, and found by __getattr__; stores that meet a property and a __setattr__.
print(name_of(one), name_of(two))
del one.name
print(attempt(name_of, one))
Derived.__getattr__ = lambda self, name: f"no {name}"
print(name_of(one), name_of(two))
rename(one, "renamed")
rename(two, "also")
print(name_of(one), name_of(two))
Derived.__setattr__ = lambda self, name, value: object.__setattr__(self, name, value.upper())
rename(one, "upper")
print(name_of(one))
del Derived.__setattr__
rename(one, "lower")
print(name_of(one))
Derived.name = property(lambda self: "by property", lambda self, value: print("set", value))
rename(one, "x")
print(name_of(one))
del Derived.name
print(name_of(one))
Derived.__getattribute__ = lambda self, name: "everything"
print(name_of(one))
del Derived.__getattribute__
print(name_of(one))


# Classes that are called.
def make(cls, *arguments):
    return cls(*arguments)


print(make(Derived).name, make(Derived, "given").name, attempt(make, Derived, 1, 2))
Derived.__init__ = lambda self: setattr(self, "name", "other init")
print(make(Derived).name)
Derived.__init__ = lambda self: 5
print(attempt(make, Derived))
del Derived.__init__
print(type(make(Derived)).__name__, attempt(make, Derived, 1))
Derived.__init__ = lambda self, name: setattr(self, "name", name)
print(make(Derived, "again").name)
Derived.__new__ = lambda cls, name: one
print(make(Derived, "") is one, one.name)


class Slotted:
    __slots__ = ("name",)


slotted = Slotted()
rename(slotted, "slot")
print(name_of(slotted), attempt(setattr, slotted, "other", 1))


# Names of builtins that become globals, and are builtins again.
def size(items):
    return len(items)


print(size("abc"))
len = lambda items: "ours"
print(size("abc"))
del len
print(size("abc"))
len = lambda items: "ours again"
print(size("abc"))
del len
print(size("abc"))


def undefined():
    return nowhere


print(attempt(undefined))
nowhere = 1
print(undefined())
del nowhere
print(attempt(undefined))
nowhere = 2
print(undefined())


# An instruction that meets many classes.
class A:
    def __init__(self):
        self.first, self.name = 1, "A"


class B:
    name = "B"


class C(A):
    def __init__(self):
        self.name, self.first = "C", 1


class E(Exception):
    name = "E"


print([name_of(thing) for _ in range(20) for thing in (A(), B(), C(), E(), slotted)] == ["A", "B", "C", "E", "slot"] * 20
      or [name_of(thing) for thing in (A(), B(), C(), E(), slotted)])

# Many names in one instance and in one module.
many = A()
for i in range(50):
    setattr(many, f"n{i}", i)
    globals_before = i
print(sum(getattr(many, f"n{i}") for i in range(50)), many.n0, many.n13, many.n49, sorted(vars(many))[:3])
for i in range(0, 50, 2):
    delattr(many, f"n{i}")
many.n2 = "back"
print(len(vars(many)), many.n1, many.n2, hasattr(many, "n4"), sorted(vars(many))[2:6])
