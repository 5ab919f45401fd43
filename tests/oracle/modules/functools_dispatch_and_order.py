# singledispatch(); total_ordering() and what it passes on; the errors of reduce(), partial() and lru_cache().
import functools


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


@functools.singledispatch
def kind(value):
    return "object"


@kind.register(int)
def of_int(value):
    return "int"


@kind.register(list)
@kind.register(tuple)
def of_sequence(value):
    return "sequence"


class Base:
    pass


class Derived(Base):
    pass


kind.register(Base, lambda value: "base")
print(kind(1), kind(True), kind("a"), kind([]), kind(()), kind(Derived()), kind(1.5))
t(lambda: kind())
print(kind.dispatch(bool)(1), kind.dispatch(Derived)(1), sorted(cls.__name__ for cls in kind.registry), kind.__name__, of_int(5))


@functools.total_ordering
class Number:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        return self.value == other.value if isinstance(other, Number) else NotImplemented

    def __lt__(self, other):
        return self.value < other.value if isinstance(other, Number) else NotImplemented


one, two = Number(1), Number(2)
print(one <= two, one > two, one >= one, two >= one, one < two, sorted([two, one])[0].value)
for action in (lambda: one <= 5, lambda: one > 5, lambda: one >= 5, lambda: 5 <= one, lambda: 5 > one):
    t(action)
t(lambda: functools.total_ordering(type("Empty", (), {})))
t(lambda: functools.reduce(max, []))
t(lambda: functools.reduce(max, 5))
t(lambda: functools.partial())
t(lambda: functools.partial(5))
t(lambda: functools.lru_cache("a"))
