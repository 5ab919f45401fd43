from dataclasses import dataclass, field, asdict, astuple, replace, fields, is_dataclass, FrozenInstanceError


@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: int = field(default=1, repr=False, compare=False)

    def norm(self):
        return abs(self.x) + abs(self.y)


p, q = Point(1), Point(1, 0)
p.tags.append("t")
print(p, q, p == q, p != q, p.norm(), asdict(p), astuple(p), replace(p, x=9), [f.name for f in fields(p)], is_dataclass(p), is_dataclass(int), Point(x=2, y=3))


@dataclass(order=True)
class Version:
    major: int
    minor: int = 0


print(sorted([Version(1, 2), Version(0, 9), Version(1)]), Version(1) < Version(1, 1), Version(2) >= Version(1), max(Version(1), Version(3)))


@dataclass(frozen=True)
class Key:
    name: str
    n: int = 0


print({Key("a"): 1}[Key("a")], hash(Key("a")) == hash(Key("a", 0)), Key("b", 2))


@dataclass
class Base:
    a: int
    b: str = "b"

    def __post_init__(self):
        self.total = self.a * 2


@dataclass
class Derived(Base):
    c: float = 1.5

    def __post_init__(self):
        super().__post_init__()
        self.total += self.c


print(Derived(1), Derived(1).total, Derived(1, "x", 2.5) == Derived(1, "x", 2.5), Derived(1) == Base(1))


@dataclass(eq=False, repr=False)
class Bare:
    x: int


print(Bare(1) == Bare(1), repr(Bare(1)).split(" at ")[0])


@dataclass
class KeywordOnly:
    a: int
    b: int = field(kw_only=True, default=2)
    c: int = field(init=False, default=7)


print(KeywordOnly(1), KeywordOnly(1, b=5))


def make_bad():
    @dataclass
    class Bad:
        a: int = 1
        b: int


def make_mutable():
    @dataclass
    class Bad:
        a: list = []


for bad in (lambda: Point(), lambda: Point(1, 2, 3, 4, 5), lambda: Point(1, z=2), lambda: setattr(Key("a"), "name", "b"), lambda: delattr(Key("a"), "name"), lambda: hash(p), lambda: Version(1) < 5, make_bad, make_mutable, lambda: replace(5, a=1), lambda: asdict(5), lambda: KeywordOnly(1, 2), lambda: p < q, lambda: replace(p, zz=1), lambda: fields(5)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(issubclass(FrozenInstanceError, AttributeError))
