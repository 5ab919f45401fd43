# Names for annotations, from wherever they come.
import collections.abc
import typing as t
from collections.abc import Callable, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping, Sequence, Set
from typing import AnyStr, Awaitable, Concatenate, Never, NotRequired, ParamSpec, Required, TypeAlias, TypedDict, TypeGuard

P = ParamSpec("P")
R = t.TypeVar("R")
Handler: TypeAlias = Callable[[int], str]


def logged(function: Callable[P, R]) -> Callable[P, R]:
    def wrapper(*args: P.args, **kwargs: P.kwargs) -> R:
        print("call", args, kwargs)
        return function(*args, **kwargs)

    return wrapper


@logged
def total(items: Iterable[int], *, start: int = 0) -> int:
    return sum(items, start)


def numbers() -> Generator[int, None, None]:
    yield 1


class Movie(TypedDict):
    title: str
    year: NotRequired[int]


movie: Movie = Movie(title="T", year=2000)
print(total([1, 2], start=3), movie, type(movie), Movie({"title": "U"}), P, AnyStr, collections.abc.Sized is not None)
x: Mapping[str, Sequence[int]] | None = None
