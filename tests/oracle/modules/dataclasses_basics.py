from dataclasses import dataclass, field, asdict, astuple, replace, fields, FrozenInstanceError

@dataclass
class Point:
    x: int
    y: int = 0
    tags: list = field(default_factory=list)
    hidden: str = field(default="h", repr=False, compare=False)
    def norm(self): return self.x + self.y
p = Point(1)
print(p, p.norm(), p == Point(1, 0), p == Point(2), p != Point(1), p.tags is Point(1).tags, p.hidden)
print(asdict(p), astuple(p), replace(p, y=9), [f.name for f in fields(p)])
@dataclass(order=True, frozen=True)
class Version:
    major: int
    minor: int = 0
print(Version(1) < Version(1, 2), sorted([Version(2), Version(1, 5)]), hash(Version(1)) == hash(Version(1)), {Version(1): "v"})
def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)
def assign(): Version(1).major = 2
attempt(assign)
attempt(lambda: Point())
attempt(lambda: Point(1, 2, [], "h", 5))
attempt(lambda: Point(1, z=2))
attempt(lambda: hash(p))
attempt(lambda: p < Point(2))
@dataclass
class Derived(Point):
    z: int = 3
    def __post_init__(self): self.sum = self.x + self.z
d = Derived(1)
print(d, d.sum)
@dataclass(kw_only=True)
class Keyword:
    a: int
    b: int = 2
print(Keyword(a=1))
attempt(lambda: Keyword(1))
@dataclass
class WithRepr:
    n: int
    def __repr__(self): return "mine"
print(WithRepr(1))
