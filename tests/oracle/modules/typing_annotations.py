from __future__ import annotations
import typing
from typing import Any, Callable, Dict, Generic, Iterator, List, Optional, Tuple, TypeVar, Union, TYPE_CHECKING, cast, Protocol

T = TypeVar("T")


def f(a: int, b: List[str] = None, *c: Any, d: Optional[int] = 1, **e: Dict[str, int]) -> Union[int, None]:
    x: Tuple[int, ...] = (1,)
    y: "Undefined"
    return a


class C:
    name: str
    count: int = 0
    callback: Callable[[int], str] | None = None

    def method(self: C, other: C) -> Iterator[int]:
        yield 1


if TYPE_CHECKING:
    from nowhere import nothing
print(f(1), C.count, C().callback, hasattr(C, "name"), cast(int, "x"), list(C().method(None)))
value: int = 5
print(value)


def identity(x: T) -> T:
    return x


print(identity("same"))
