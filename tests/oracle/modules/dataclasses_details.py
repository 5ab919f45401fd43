# What dataclasses checks, adds and leaves alone.
import dataclasses
from collections import defaultdict, namedtuple
from dataclasses import KW_ONLY, InitVar, asdict, astuple, dataclass, field, fields, make_dataclass, replace
from typing import ClassVar


def tell(function):
    try:
        print(function())
    except (TypeError, ValueError, AttributeError) as error:
        print(type(error).__name__, error)


@dataclass(order=True)
class Point:
    """A point."""
    x: int
    y: int = field(default=0, metadata={"unit": "m"})
    count: ClassVar[int] = field(default=3)


print(Point.__doc__, Point.count, Point(1).y, Point.__match_args__, Point.__eq__.__qualname__, Point.__dataclass_params__)
print([one.name for one in fields(Point)], fields(Point)[1].metadata, Point.__init__.__annotations__)

try:
    fields(Point)[1].metadata["a"] = 1
except TypeError as error:
    print(error)


@dataclass
class Tree:
    name: str
    inside: list = field(default_factory=list)
    _: KW_ONLY
    size: "int" = 4


tree = Tree("a")
tree.inside.append(tree)
print(tree, Tree.__doc__)
print(repr(fields(Tree)[2]).replace(repr(dataclasses.MISSING), "MISSING"))


@dataclass(frozen=True)
class Frozen:
    a: int


class Free(Frozen):
    pass


free = Free(1)
free.other = 5
print(free.other, free, hash(Frozen(1)) == hash(Frozen(1)), replace(free, a=2))
tell(lambda: setattr(free, "a", 2))
tell(lambda: delattr(Frozen(1), "z"))


def inherits(first, second):
    @dataclass(frozen=first)
    class A:
        a: int

    @dataclass(frozen=second)
    class B(A):
        b: int

    return B(1, 2)


tell(lambda: str(inherits(True, True))[-9:])
tell(lambda: inherits(True, False))
tell(lambda: inherits(False, True))


@dataclass(slots=True)
class Slotted:
    a: int
    b: int = 2


print(Slotted.__slots__, Slotted(1), Slotted(1).b)
tell(lambda: setattr(Slotted(1), "c", 1))


def makes(body, **options):
    return lambda: dataclass(type("C", (), body), **options)


tell(makes({"__annotations__": {"x": list}, "x": []}))
tell(makes({"__annotations__": {}, "x": field()}))
tell(makes({"__annotations__": {"x": ClassVar[int]}, "x": field(default_factory=int)}))
tell(makes({"__annotations__": {"a": KW_ONLY, "b": KW_ONLY}}))
tell(makes({"__annotations__": {"a": int}, "__slots__": ("a",)}, slots=True))
tell(makes({"__annotations__": {"a": int}}, weakref_slot=True))
tell(makes({"__annotations__": {"a": int}, "__lt__": len}, order=True))
tell(makes({"__annotations__": {"a": int}, "__hash__": len}, unsafe_hash=True))
tell(makes({"__annotations__": {"a": int}, "__setattr__": len}, frozen=True))
tell(makes({"__annotations__": {"a": int}}, eq=False, order=True))


@dataclass
class Own:
    a: int = 5

    def __init__(self, a):
        self.a = a * 2

    def __hash__(self):
        return 301


print(Own(3), hash(Own(1)))


@dataclass
class Late:
    a: int
    b: InitVar[int] = 7
    c: int = field(init=False, default=1)
    d: int = field(init=False)

    def __post_init__(self, b):
        self.d = self.a + b


print(Late(1), vars(Late(1)), Late.b)
tell(lambda: replace(Late(1), d=3))
Pair = namedtuple("Pair", "left right")
nested = make_dataclass("Nested", [("a", object), ("b", object), ("c", int, 4)], namespace={"double": lambda self: self.c * 2})
made = nested(Pair(Point(1), [Point(2)]), defaultdict(list, {"k": [Point(3)]}))
print(asdict(made), astuple(made), made.double(), nested.__name__, nested.__annotations__)
tell(lambda: make_dataclass("A", ["x", "x"]))
tell(lambda: make_dataclass("A", ["for"]))
tell(lambda: make_dataclass("A", ["a b"]))
tell(lambda: asdict(Point))
tell(lambda: replace(3))
tell(lambda: fields(3))
