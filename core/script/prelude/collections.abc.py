# Python's collections.abc module: names for annotations, which say nothing to a run.

from typing import (
    Awaitable, Callable, Collection, Container, Coroutine, Generator, Hashable, Iterable, Iterator, Mapping, MutableMapping,
    MutableSequence, MutableSet, Reversible, Sequence, Sized,
)
from typing import AbstractSet as Set
