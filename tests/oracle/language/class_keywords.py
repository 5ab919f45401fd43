# The keyword arguments of a class statement go to __init_subclass__.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Plugin:
    known = {}

    def __init_subclass__(cls, /, name=None, **rest):
        super().__init_subclass__(**rest)
        cls.name = name
        Plugin.known[name] = cls.__name__


class A(Plugin, name="a"):
    pass


class B(A, name="b"):
    pass


class C(B):
    pass


print(A.name, B.name, C.name, Plugin.known)


def too_many():
    class D(Plugin, name="d", other=print("evaluated")):
        pass


def of_object():
    class D(a=1):
        pass


def starred():
    class D(*(A,), name="starred"):
        pass
    return D.name, D.__bases__


for make in (too_many, of_object, starred):
    t(make)
t(lambda: type("E", (Plugin,), {}, name="e").name)
t(lambda: type("E", (), {}, name="e"))
t(lambda: object.__init_subclass__(x=1))
t(lambda: object.__init_subclass__(1))
t(lambda: object.__init_subclass__())


class Needs:
    @classmethod
    def __init_subclass__(cls, what):
        print(cls.__name__, what)


class Given(Needs, what="thing"):
    pass


def not_given():
    class D(Needs):
        pass


t(not_given)


class Told:
    def __set_name__(self, owner, name):
        print("set", owner.__name__, name)


class Order(Plugin, name=print("first")):
    told = Told()


# __init_subclass__ is a class method: super() finds that of the next base in a diamond, too.
class Top:
    def __init_subclass__(cls, **names):
        super().__init_subclass__(**names)
        print("Top", cls.__name__, names)

    def __class_getitem__(cls, key):
        return cls.__name__, key


class Left(Top):
    def __init_subclass__(cls, left=None, **names):
        super().__init_subclass__(**names)
        print("Left", cls.__name__, left)


class Right(Top):
    def __init_subclass__(cls, right=None, **names):
        super().__init_subclass__(**names)
        print("Right", cls.__name__, right)


class Bottom(Left, Right, left=1, right=2):
    pass


Bottom.__init_subclass__(right=3)
print(Bottom[1], Bottom.__class_getitem__(2), type(Top.__dict__["__init_subclass__"]), type(Top.__dict__["__class_getitem__"]))


class Fails:
    def __set_name__(self, owner, name):
        raise ValueError(name)


try:
    class Owner:
        field = Fails()
except ValueError as error:
    print(error, error.__notes__)
