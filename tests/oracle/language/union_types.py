# int | str, list[int]: values that say what they are.
import threading
import types
from queue import Queue, PriorityQueue
print(int | str, int | None, None | int, int | str | int, int | int, list[int] | None, int | list[str], int | (str | None))
print((int | str) == (str | int), hash(int | str) == hash(str | int), (int | str).__args__, type(int | str), (int | None).__args__)
print(isinstance(1, int | str), isinstance(1.5, int | str), isinstance(None, int | None), issubclass(bool, int | str), isinstance(1, (float, int | str)))
print(list[int], dict[str, int], tuple[int, ...], tuple[()], set[str], type[int], frozenset[int], list[list[int]], list["X"], list[None], dict[str, list[int | None]])
print(list[int].__origin__, list[int].__args__, list[int] == list[int], list[int] == list[str], hash(list[int]) == hash(list[int]), type(list[int]))
print(list[int](), list[int]([1, 2]), dict[str, int](a=1), list[int].__name__, [*tuple[int, str]])
print(types.UnionType, types.GenericAlias, types.NoneType)


class A: pass
class B: pass
class Numbers(list[int]): pass
class Jobs(Queue[tuple[int, str]]): pass


def f(x: A | B | None = None, t: threading.Thread | None = None, l: threading.Lock | None = None) -> threading.Event | None:
    print(isinstance(x, A | B))


f(A())
f()
print(f.__annotations__, Numbers.__mro__, Numbers([1]), Numbers[str], Jobs.__base__, Queue[int], PriorityQueue[int])
kind = int
kind |= None
print(kind)
for wrong in (lambda: int | "str", lambda: int | 5, lambda: None | None, lambda: "a" | int, lambda: any | None, lambda: int[5], lambda: A[int],
              lambda: isinstance(1, list[int]), lambda: issubclass(int, list[int]), lambda: isinstance(1, list[str] | int), lambda: (int | str)[int],
              lambda: list[int][str], lambda: isinstance(1, 5), lambda: threading.RLock | None, lambda: threading.Thread[int], lambda: str[int]):
    try:
        print(wrong())
    except TypeError as error:
        print(error)
print(types.SimpleNamespace(a=1, b="x"), types.SimpleNamespace(a=1) == types.SimpleNamespace(a=1))
