# Memory that runs out while classes are made, and in their special methods.
import dataclasses
import functools


class Meta:
    registry = []

    def __init_subclass__(cls, **kw):
        super().__init_subclass__(**kw)
        Meta.registry.append(cls.__name__)


class Base(Meta):
    limit = 3

    def __init__(self, *args, **kw):
        self.args = args
        self.kw = kw

    def __repr__(self):
        return f"{type(self).__name__}({', '.join(map(repr, self.args))})"

    def __eq__(self, other):
        return isinstance(other, Base) and self.args == other.args

    def __hash__(self):
        return hash(self.args)

    def __lt__(self, other):
        return self.args < other.args

    def __add__(self, other):
        return type(self)(*self.args, *other.args)

    def __getitem__(self, index):
        return self.args[index]

    def __iter__(self):
        return iter(self.args)

    @property
    def total(self):
        return sum(self.args)

    @classmethod
    def of(cls, *args):
        return cls(*args)


def make(n):
    class Local(Base):
        number = n

        def shown(self):
            return super().__repr__() + str(self.number)

    return Local


@dataclasses.dataclass
class Point:
    x: int
    y: int = 2


@functools.lru_cache(maxsize=4)
def cached(n):
    return [n] * 2


kinds = [make(n) for n in range(3)]
made = [kind.of(n, n + 1, key=str(n)) if False else kind.of(n, n + 1) for n, kind in enumerate(kinds)]
print(made, [m.shown() for m in made], [m.total for m in made], Meta.registry)
print(made[0] + made[1], {made[0]: 1}[kinds[2](0, 1)], sorted(made, reverse=True)[0], [*made[1]], made[2][0], len(set(made)))
print(Point(1), Point(3, 4) == Point(3, 4), [cached(n % 5) for n in range(9)], type("Dynamic", (Base,), {"x": 1})(5))
print([functools.reduce(lambda a, b: a + [b], range(4), []), functools.partial(pow, 2)(5)])
