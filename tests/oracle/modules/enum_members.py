# Enum, auto, unique and the functional form.
import enum
from enum import Enum, auto, unique


class Color(Enum):
    """The colors."""
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def describe(self):
        return f"{self.name} is {self.value}"

    @property
    def lower(self):
        return self.name.lower()

    @classmethod
    def favourite(cls):
        return cls.BLUE

    @staticmethod
    def count():
        return 3


print(Color.RED, repr(Color.RED), Color.RED.name, Color.RED.value, type(Color.RED), Color.CRIMSON, Color.CRIMSON is Color.RED)
print(list(Color), len(Color), Color(2), Color["BLUE"], Color.RED in Color, 2 in Color, 7 in Color, Color, repr(Color), list(reversed(Color)))
print(Color.RED == 1, Color.RED == Color.RED, Color.RED is Color(1), Color.RED != Color.BLUE, {Color.RED: "r"}[Color.RED], bool(Color.RED), bool(Color))
print(Color.BLUE.describe(), Color.BLUE.lower, Color.favourite(), Color.count(), Color.__doc__, isinstance(Color.RED, Color), Color.RED.__class__)
print(Color.__members__, list(Color.__members__.items()), Color.__members__["CRIMSON"], len(Color.__members__))
print(f"{Color.RED} {Color.RED!r} {Color.RED:>12}|", "%s" % Color.RED, str(Color.GREEN), [Color.RED], Color.RED.RED, Color.GREEN.BLUE)
print([c.name for c in Color], [c.value for c in Color], {c.name: c.value for c in Color}, hash(Color.RED) == hash("RED"))
print(type(Color), isinstance(Color, enum.EnumType), enum.EnumMeta is enum.EnumType, Color.__module__, Color.__qualname__, dir(Color.RED)[-3:])


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def assign():
    Color.RED = 5


def assign_value():
    Color.RED.value = 5


def delete():
    del Color.RED


def extend():
    class More(Color):
        PINK = 4


def twice():
    class Twice(Enum):
        A = 1
        A = 2


def duplicate():
    @unique
    class Same(Enum):
        A = 1
        B = 1
        C = 2
        D = 2


def sunder():
    class Bad(Enum):
        _bad_ = 1


def mro():
    class Bad(Enum):
        mro = 1


for action in (lambda: Color(9), lambda: Color["NO"], lambda: Color.NO, assign, assign_value, delete, extend, twice, duplicate, sunder, mro, lambda: Color.RED < Color.BLUE,
               lambda: Enum("x"), lambda: Color(), lambda: Color.RED(), lambda: Color.name, lambda: Color.RED + 1, lambda: Color("RED"), lambda: Color([1])):
    attempt(action)


class Auto(Enum):
    A = auto()
    B = auto()
    C = 10
    D = auto()


print(list(Auto), auto(), Auto.D.value)


class Names(Enum):
    @staticmethod
    def _generate_next_value_(name, start, count, last_values):
        return f"{name.lower()}-{count}-{start}-{last_values}"

    FIRST = auto()
    SECOND = auto()


print(list(Names))


class Planet(Enum):
    MERCURY = (3.303e+23, 2.4397e6)
    EARTH = (5.976e+24, 6.37814e6)

    def __init__(self, mass, radius):
        self.mass = mass
        self.radius = radius

    @property
    def gravity(self):
        return round(6.67300E-11 * self.mass / (self.radius * self.radius), 2)


print(Planet.EARTH, Planet.EARTH.value, Planet.EARTH.gravity, Planet((3.303e+23, 2.4397e6)).name, repr(Planet.MERCURY))


class Coordinate(Enum):
    def __new__(cls, value, label):
        made = object.__new__(cls)
        made._value_ = value
        made.label = label
        return made

    X = (1, "x axis")
    Y = (2, "y axis")


print(Coordinate.X, Coordinate.X.value, Coordinate.X.label, Coordinate(2).label, repr(Coordinate.Y))


class Operation(Enum):
    ADD = "+"
    SUB = "-"

    def __call__(self, a, b):
        return a + b if self is Operation.ADD else a - b

    @classmethod
    def _missing_(cls, value):
        return {"plus": cls.ADD, "minus": cls.SUB, "bad": 7}.get(value)


print(Operation.ADD(1, 2), Operation.SUB(1, 2), Operation("plus"), Operation("minus"))
attempt(lambda: Operation("bad"))
attempt(lambda: Operation("none"))
Animal = Enum("Animal", "ANT BEE CAT")
print(list(Animal), Animal.ANT.value, Animal, Animal.__module__)
print(list(Enum("Tree", ["OAK", "ELM"], start=5)), list(Enum("Pair", [("A", "x"), ("B", "y")])), list(Enum("Dict", {"A": 1, "B": 2})), list(Enum("One", "A, B", module="m")))


class Base(Enum):
    def hello(self):
        return "hello " + self.name


class Derived(Base):
    A = "a"
    B = [1, 2]


print(Derived.A.hello(), Derived.B, Derived([1, 2]), [1, 2] in Derived, "a" in Derived)


class Order(Enum):
    LOW, HIGH = range(2)

    def __lt__(self, other):
        return self.value < other.value


print(sorted([Order.HIGH, Order.LOW]), Order.LOW < Order.HIGH, max(Order), Order(0))


class Mixed(Enum):
    A = 1

    class Inner:
        pass

    def method(self):
        pass

    B = enum.member(method)
    C = enum.nonmember(5)
    _ignore_ = ["D"]
    D = 4
    E = lambda self: 3


print(list(Mixed.__members__), Mixed.C, Mixed.Inner.__name__, Mixed.A.E())


class Keyed(Enum):
    name = "n"
    value = "v"
    A = 1


print(Keyed.name, Keyed.value, Keyed.A.name, Keyed.A.value, Keyed.name.name, Keyed.value.value)


class Status(Enum):
    _order_ = "OK BAD"
    OK = 1
    BAD = 2


print(list(Status))
import copy
print(copy.copy(Color.RED) is Color.RED, copy.deepcopy([Color.RED])[0] is Color.RED)
colors = {Color.RED, Color.BLUE}
print(Color.RED in colors, Color.GREEN in colors, len(colors))
