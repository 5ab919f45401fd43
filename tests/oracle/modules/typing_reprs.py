from typing import *
from collections.abc import Callable as AbstractCallable, Iterable as AbstractIterable
print(Optional[int], Union[int, str], Union[int, None], Union[int], Union[int, int], Optional[Union[int, str]], List[int], Dict[str, Any], Tuple[int, ...], Tuple[()])
print(Callable[[int], str], Callable[..., Any], Callable[[], None], Any, Any | None, Optional[Any])
print(Union[int, str] == Union[str, int], Optional[int] == Union[int, None], List[int] == List[int], List[int] == List[str], Union[int, str] == int | str)
print(List, Dict, Optional, Union, Callable, ClassVar[int], Final[str], Literal[1, "a"], Type[int], Set[int], FrozenSet[str])
print(List["X"], Optional["X"], Iterable[int], Iterator[str], Generator[int, None, str], Sequence[int], Mapping[str, int], Deque[int])
T = TypeVar("T")
K = TypeVar("K", covariant=True)
print(T, K, List[T], Dict[str, T], Callable[[T], T], List[T][int], Dict[str, None])
print(Optional[List[int]], Union[List[int], Dict[str, int], None], Optional[Callable[[int], str]])
print(int | Optional[str], Optional[int] | str, List[int] | None, T | None, Optional["X"] | int)


class Stack(Generic[T]):
    def push(self, x: T) -> None: pass


UserId = NewType("UserId", int)


class Runs(Protocol):
    def run(self) -> None: ...


def f(x: Runs, cb: AbstractCallable[[], int] | None = None) -> Optional[Runs]: pass
class P(NamedTuple):
    x: int
    y: str = "a"


print(Stack[int], Stack.push.__annotations__, Stack[int]().push(1), UserId(5), UserId, f.__annotations__)
print(Annotated[int, "meta"], NoReturn, Self, Tuple[int, str], Awaitable[int], P(1), P.__annotations__)
print(AbstractCallable[[int], str], AbstractCallable[..., int], AbstractIterable[int], AbstractCallable, AbstractIterable[int] | None, AbstractIterable | None)
print(isinstance(1, Union[int, str]), isinstance(None, Optional[int]), isinstance([], List), issubclass(dict, Dict))
print(get_type_hints(f)["return"], get_args(Dict[str, int]), get_origin(Dict[str, int]), get_origin(Union[int, str]) is Union, get_args(int | str), get_origin(list[int]))
for wrong in (lambda: List[int](), lambda: List(), lambda: isinstance([], List[int]), lambda: Optional[int]()):
    try:
        wrong()
    except TypeError as error:
        print(error)
