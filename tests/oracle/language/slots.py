class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Free(Point):
    pass


p = Point(1, 2)
p.x += 5
print(p.x, p.y)
try:
    p.z = 3
except AttributeError as error:
    print(error)
f = Free(1, 2)
f.z = 3
print(f.z)


def made(*bases, **names):
    try:
        print(type("Made", bases, names).__name__)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class HasDict:
    pass


# Names that cannot be slots.
for slots in ([1], ["a b"], [""], ("a",), ("__dict__", "__dict__"), 1, ("b", "b"), ["class"], [None], {"b": "text"}, iter("bc"), ["__dict__"], "b"):
    made(__slots__=slots, a=1)
made(HasDict, __slots__=["__dict__"])


# Bases that are laid out differently.
class One:
    __slots__ = ("a",)


class Two:
    __slots__ = ("b",)


class Empty:
    __slots__ = ()


class FromList(list):
    pass


for bases in (
    (list, dict), (tuple, set), (set, frozenset), (list, ValueError), (One, Two), (One, Empty), (One, list), (Empty, list), (One, HasDict),
    (FromList, list), (FromList, dict), (ValueError, KeyError), (OSError, StopIteration), (ValueError, OSError), (HasDict, FromList),
    (type(None),), (bool,), (range,), (type(...),), (type(NotImplemented),), (type(made),), (type(iter([])),), (type(print),),
):
    made(*bases)
