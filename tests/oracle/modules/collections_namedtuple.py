from collections import namedtuple

Point = namedtuple("Point", "x y")
p = Point(1, y=2)
print(p, p.x, p[1], p == (1, 2), len(p), list(p), p._asdict(), p._replace(x=5), Point._make([7, 8]), Point._fields)
x, y = p
print(x + y, isinstance(p, tuple), hash(p) == hash((1, 2)), sorted([Point(2, 1), Point(1, 9)]), Point.__name__)
P3 = namedtuple("P3", ["a", "b", "c"], defaults=[10, 20])
print(P3(1), P3(1, 2), P3._field_defaults)
class Named(namedtuple("Base", "name age")):
    def hello(self): return f"I am {self.name}"
print(Named("Ada", 36).hello(), Named("Ada", 36))
def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)
attempt(lambda: Point(1))
attempt(lambda: Point(1, 2, 3))
attempt(lambda: Point(1, z=3))
attempt(lambda: Point._make([1]))
attempt(lambda: p._replace(z=1))
attempt(lambda: namedtuple("Bad", "a a"))
attempt(lambda: namedtuple("Bad", "class"))
attempt(lambda: namedtuple("Bad", "_x"))
attempt(lambda: p.z)
def assign(): p.x = 3
attempt(assign)


Pair = namedtuple("Pair", "x y", defaults=[5])
pair = Pair(1)
print(Pair.__match_args__, Pair.__slots__, Pair.x, pair._replace(x=3), pair.__replace__(y=4), pair.__getnewargs__(), Pair._replace.__qualname__)
for action in (lambda: setattr(pair, "x", 1), lambda: delattr(pair, "x"), lambda: setattr(pair, "z", 1), lambda: pair.__dict__):
    try:
        action()
    except AttributeError as error:
        print(error)
