# match: every kind of pattern, the order of tests, what is bound when, and errors at run time.
from collections import deque, namedtuple, OrderedDict
from dataclasses import dataclass
from enum import Enum


class Point:
    __match_args__ = ("x", "y")

    def __init__(self, x, y):
        self.x = x
        self.y = y


@dataclass
class Circle:
    center: Point
    radius: int = 1


class Color(Enum):
    RED = 1
    BLUE = 2


Pair = namedtuple("Pair", "left right")
LIMIT = 10


class limits:
    LOW = 3


def kind(value):
    match value:
        case None:
            return "none"
        case True | False as flag:
            return f"bool {flag}"
        case 0 | -1 | 1.5:
            return "number literal"
        case "a" | b"b":
            return "text literal"
        case limits.LOW:
            return "low"
        case Color.RED:
            return "red"
        case Color():
            return f"color {value}"
        case int(n) if n > LIMIT:
            return f"big {n}"
        case int() | float():
            return "number"
        case str(text):
            return f"str {text}"
        case []:
            return "empty sequence"
        case [x]:
            return f"one {x}"
        case [1, y, *_]:
            return f"begins with 1, {y}"
        case [*_, 9]:
            return "ends with 9"
        case [first, [second, *inner], *rest]:
            return f"nested {first} {second} {inner} {rest}"
        case (a, b) | (a, _, b):
            return f"two of two or three {a} {b}"
        case [first, *middle, last]:
            return f"{first} {middle} {last}"
        case {"type": "circle", "radius": r}:
            return f"mapping circle {r}"
        case {"type": t, **rest}:
            return f"mapping {t} {rest}"
        case {1: _, 2: _}:
            return "mapping 1 2"
        case {}:
            return f"mapping {len(value)}"
        case Point(0, 0):
            return "origin"
        case Point(x, 0) | Point(0, x):
            return f"on an axis {x}"
        case Point(x=px, y=py) if px == py:
            return f"diagonal {px}"
        case Point():
            return "point"
        case Circle(Point(x=cx), radius=2 | 3 as r):
            return f"circle at {cx} of {r}"
        case Circle(center, r):
            return f"circle {center.x} {r}"
        case set() | frozenset():
            return "set"
        case other:
            return f"anything {type(other).__name__}"


for value in [None, True, False, 0, -1, 1.5, "a", b"b", 3, Color.RED, Color.BLUE, 11, 5, 2.5, "text", [], (), [7], (1, 2, 3), [1, 5], [4, 5, 9], [0, [1, 2, 3], 4, 5], [2, 3], (2, 4, 3), [2, 3, 4, 5],
              {"type": "circle", "radius": 2, "x": 1}, {"type": "square", "side": 4}, {1: 1, 2: 2, 3: 3}, {}, {"k": 1}, Point(0, 0), Point(3, 0), Point(0, 4), Point(5, 5), Point(5, 6), Circle(Point(1, 2), 2),
              Circle(Point(1, 2), 5), {1, 2}, range(0), range(1, 2), deque([1, 2]), Pair(2, 6), OrderedDict(type="o"), bytearray(b"xy"), "", b"", object, 3 + 0.0]:
    print(kind(value))


def bind(value):
    match value:
        case (x, y, 0):
            pass
        case (x, *y):
            pass
        case x:
            y = None
    return x, y


print(bind((1, 2, 0)), bind((1, 2, 3)), bind(()), bind("ab"), bind([1]))
match 5:
    case whole:
        print("bound", whole)
print(whole)


class Body:
    match (1, [2, 3]):
        case (a, [b, c]):
            pass


print(Body.a, Body.b, Body.c)


class Loud:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        print("==", other)
        return self.value == other


match Loud(2):
    case 1:
        print("one")
    case 2:
        print("two")
    case 3:
        print("three")


class Sequence:
    def __len__(self):
        return 2

    def __getitem__(self, at):
        return [10, 20][at]


match Sequence():
    case [a, b]:
        print("a sequence?")
    case _:
        print("no sequence")


class Mine(list):
    def __len__(self):
        print("len")
        return super().__len__()

    def __getitem__(self, at):
        print("item", at)
        return super().__getitem__(at)

    def __iter__(self):
        print("iter")
        return super().__iter__()


match Mine([1, 2, 3]):
    case [1, 2]:
        print("two")
    case [1, *_, 3]:
        print("ends")
match Mine([1, 2]):
    case [a, b]:
        print(a, b)


class Keys(dict):
    def get(self, key, default=None):
        print("get", key)
        return super().get(key, default)

    def __missing__(self, key):
        return "made"


match Keys(a=1):
    case {"b": _}:
        print("has b")
    case {"a": 1, **rest}:
        print("has a", rest)


class Lazy:
    __match_args__ = ("first",)

    @property
    def first(self):
        print("first is read")
        return 1

    @property
    def broken(self):
        raise ValueError("broken")


match Lazy():
    case Lazy(2):
        print("two")
    case Lazy(missing=_):
        print("missing")
    case Lazy(first=1):
        print("one")


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


def broken():
    match Lazy():
        case Lazy(broken=1):
            pass


def many():
    match Lazy():
        case Lazy(1, 2):
            pass


def none():
    match object():
        case object(1):
            pass


def no_class():
    match 1:
        case LIMIT():
            pass


def same():
    match Point(1, 2):
        case Point(1, x=1):
            pass


def same_keys():
    low = limits
    match {3: 1}:
        case {limits.LOW: 1, low.LOW: 1}:
            pass


def wrong_args():
    class Bad:
        __match_args__ = ["x"]

    match Bad():
        case Bad(1):
            pass


def wrong_names():
    class Bad:
        __match_args__ = (1,)

    match Bad():
        case Bad(1):
            pass


def int_twice():
    match 1:
        case int(1, 2):
            pass


def guard_fails():
    match 1:
        case x if x / 0:
            pass


for action in (broken, many, none, no_class, same, same_keys, wrong_args, wrong_names, int_twice, guard_fails):
    attempt(action)


def loop(items):
    found = []
    for item in items:
        match item:
            case "stop":
                break
            case "skip":
                continue
            case ("add", value):
                found.append(value)
            case ("try", value):
                try:
                    match value:
                        case int():
                            return found, "returned"
                finally:
                    found.append("finally")
            case _:
                found.append("other")
        found.append(".")
    return found


print(loop([("add", 1), "skip", 5, "stop", 7]), loop([("try", 3)]), loop([("try", "x"), ("add", 2)]))


def generator(values):
    for value in values:
        match value:
            case [a, b] if (yield a):
                yield b
            case c:
                yield c


g = generator([[1, 2], 3])
print(next(g), g.send(True), next(g))
match = {"match": 1}
case = match["match"]
match[case] = 2
print(match, case, match.get("match"))
print((lambda match, case: match + case)(1, 2))
match (case, match):
    case (1, {"match": found}):
        print("soft", found)
match 1, 2:
    case 1, x:
        print(x)
match {"a": {"b": [{"c": 1}, 2]}}:
    case {"a": {"b": [{"c": deep}, *others]}}:
        print(deep, others)
match [1, 2, 3, 4, 5, 6]:
    case [a, _, c, *_, e, _]:
        print(a, c, e)
match (n := 4):
    case 4 as four if (m := four + n) > 3:
        print(four, m)
match "x":
    case "a" | "b":
        print("no")
print("done")
