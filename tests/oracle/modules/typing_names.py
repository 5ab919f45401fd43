from typing import Any, Callable, Dict, Generic, Iterator, List, Optional, Tuple, TypeVar, Union, cast, TYPE_CHECKING

T = TypeVar("T")
def f(a: int, b: Optional[List[int]] = None, *c: Any, d: Union[int, str] = 1, **e: Dict[str, Callable[[int], str]]) -> Tuple[int, ...]:
    x: List[int] = [a]
    return (a, b, x, d)
class Box(Generic[T]):
    item: T
    def __init__(self, item: T) -> None: self.item = item
print(f(1, [2]), Box(5).item, cast(int, "x"), TYPE_CHECKING)
