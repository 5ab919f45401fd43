# Type parameters of functions and classes, and type statements.
from typing import Generic, TypeVar


def first[T](items: list[T], default: T | None = None) -> T:
    return items[0] if items else default


print(first([3, 4]), first([], 5), first.__type_params__, first.__name__, first.__qualname__, first.__annotations__)
T = first.__type_params__[0]
print(T, repr(T), T.__name__, T.__bound__, T.__constraints__, isinstance(T, TypeVar))


def bounded[A: int, B: (str, bytes), *C, **D](a: A, b: B, *c) -> A:
    """Has a docstring."""
    def inner():
        return A, B
    return a, b, c, inner()[0] is A


print(bounded(1, "b", 3), bounded.__type_params__, [p.__name__ for p in bounded.__type_params__], bounded.__type_params__[0].__bound__, bounded.__type_params__[1].__constraints__, bounded.__doc__)


class Stack[T]:
    """A stack."""
    items: list[T]

    def __init__(self) -> None:
        self.items = []

    def push(self, item: T) -> None:
        self.items.append(item)

    def map[U](self, function) -> "Stack[U]":
        made = Stack[U]()
        made.items = [function(item) for item in self.items]
        return made


s = Stack[int]()
s.push(1)
s.push(2)
print(s.items, s.map(str).items, Stack.__type_params__, Stack.map.__type_params__, Stack.map.__qualname__, Stack.__name__, Stack.__doc__, isinstance(s, Stack), Generic in Stack.__mro__)


class Pair[K, V](dict):
    def swapped(self):
        return Pair[V, K]({v: k for k, v in self.items()})

    def parent(self):
        return super().__len__()


p = Pair(a=1)
print(p.swapped(), p.parent(), [t.__name__ for t in Pair.__type_params__], isinstance(p, dict))


def logged(function):
    print("decorating", function.__name__)
    return function


@logged
def decorated[X](x: X) -> X:
    return x


print(decorated(7))
type Number = int | float
type Pairs[T] = list[tuple[T, T]]
type Later = Missing | int
print(Number, Number.__value__, Number.__name__, Number.__type_params__, Pairs, Pairs.__type_params__, Pairs.__value__)
try:
    Later.__value__
except NameError as error:
    print(error)
Missing = str
print(Later.__value__)


def scope():
    type Local = list[Local]
    class Node[T]:
        def __init__(self, value: T): self.value = value
    return Local.__name__, Node(3).value, Node.__qualname__


print(scope())


def counter[T](start: T):
    count = 0

    def step[U](by: U):
        nonlocal count
        count += by
        return count
    return step


step = counter(0)
print(step(2), step(3), step.__qualname__)


class Box[T]:
    def __init__(self, *items: T): self.items = items
    def map[U](self, function): return Box[U](*map(function, self.items))


print(Box(1, 2).map(str).items)
type = 5
print(type)
type = print
type("soft")
