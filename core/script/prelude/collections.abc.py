# Python's collections.abc module: names for annotations. isinstance() with them is not supported.

from types import GenericAlias


class _Abstract:
    __class_getitem__ = classmethod(GenericAlias)

    def __init_subclass__(cls):
        if cls.__module__ != "collections.abc":
            raise NotImplementedError("Threadbox has the classes of collections.abc for annotations only")


def _named(name):
    return type(name, (_Abstract,), {})


(
    Awaitable, Coroutine, AsyncIterable, AsyncIterator, AsyncGenerator, Hashable, Iterable, Iterator, Generator, Reversible, Sized, Container,
    Callable, Collection, Set, MutableSet, Mapping, MutableMapping, MappingView, KeysView, ItemsView, ValuesView, Sequence, MutableSequence,
    ByteString, Buffer,
) = [
    _named(name)
    for name in (
        "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator", "Generator",
        "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping", "MutableMapping", "MappingView", "KeysView",
        "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString", "Buffer",
    )
]


__all__ = [
    "Awaitable", "Coroutine", "AsyncIterable", "AsyncIterator", "AsyncGenerator", "Hashable", "Iterable", "Iterator",
    "Generator", "Reversible", "Sized", "Container", "Callable", "Collection", "Set", "MutableSet", "Mapping",
    "MutableMapping", "MappingView", "KeysView", "ItemsView", "ValuesView", "Sequence", "MutableSequence", "ByteString",
    "Buffer",
]
