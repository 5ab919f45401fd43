# `in`, subscripts, and the methods of sequences that compare items or take indices: those may be objects with methods in Python.

from _machine import plain_get_item, plain_iter, set_fallback, shape, special, table_drop, table_get, table_put
from fallbacks.common import as_index, fallback_of, missing, refuses
from fallbacks.tables import as_element, find_key
from types import GenericAlias


def contains(container, item):
    method = special(container, "__contains__")
    if method is not None:
        if refuses(container, "__contains__"):
            raise TypeError(f"'{type(container).__name__}' object is not a container")
        return True if method(item) else False
    return own_contains(container, item)


def own_contains(container, item):
    kind = shape(container)
    if kind == "dict" or kind == "set":
        key, hashed = find_key(container, item if kind == "dict" else as_element(item))
        return table_get(container, key, hashed, missing) is not missing if kind == "dict" else table_get(container, key, hashed, None)
    for cls in (str, bytes, bytearray):
        if isinstance(container, cls):
            return cls.__contains__(container, item)
    try:
        iterator = iter(container) if kind == "" else plain_iter(container)
    except TypeError:
        raise TypeError(f"argument of type '{type(container).__name__}' is not iterable") from None
    for other in iterator:
        if other is item or other == item:
            return True
    return False


def lacks(container, item):
    return not contains(container, item)


def get_item(container, index):
    kind = shape(container)
    if kind == "dict":
        key, hashed = find_key(container, index)
        value = table_get(container, key, hashed, missing)
        if value is not missing:
            return value
        method = special(container, "__missing__")
        if method is not None:
            return method(index)
        raise KeyError(index)
    if isinstance(container, type):
        method = getattr(container, "__class_getitem__", None)
        if method is None:
            return GenericAlias(container, index)
        return method(index) if hasattr(method, "__self__") else method(container, index)
    return plain_get_item(container, _place(container, index))


def _index(index):
    if isinstance(index, slice):
        return slice(_index(index.start), _index(index.stop), _index(index.step))
    return as_index(index)


def _place(container, index):
    place = _index(index)
    return place if isinstance(container, range) or isinstance(place, slice) else sized(place, index, IndexError)


def sized(number, obj, error):
    if isinstance(number, int) and not -0x8000000000000000 <= number < 0x8000000000000000:
        raise error(f"cannot fit '{type(obj).__name__}' into an index-sized integer")
    return number


def set_item(container, index, value):
    if shape(container) == "dict":
        key, hashed = find_key(container, index)
        table_put(container, key, hashed, value)
    elif isinstance(index, slice):
        container[_index(index)] = [*value]
    else:
        container[_place(container, index)] = value


def delete_item(container, index):
    if shape(container) == "dict":
        key, hashed = find_key(container, index)
        if not table_drop(container, key, hashed):
            raise KeyError(index)
    else:
        del container[_place(container, index)]


for _cls in (list, tuple, dict, set, frozenset, type({}.keys()), type({}.items())):
    set_fallback(_cls.__contains__, own_contains)


def _index_of(items, value, start, stop):
    size = len(items)
    start = max(start + size, 0) if start < 0 else start
    stop = stop + size if stop < 0 else min(stop, size)
    for at in range(start, stop):
        item = items[at]
        if item is value or item == value:
            return at
    return -1


@fallback_of(list.index)
def list_index(items, value, start=0, stop=9223372036854775807):
    at = _index_of(items, value, start, stop)
    if at < 0:
        raise ValueError(f"{value!r} is not in list")
    return at


@fallback_of(tuple.index)
def tuple_index(items, value, start=0, stop=9223372036854775807):
    at = _index_of(items, value, start, stop)
    if at < 0:
        raise ValueError("tuple.index(x): x not in tuple")
    return at


@fallback_of(range.index)
def range_index(items, value):
    at = _index_of(items, value, 0, len(items))
    if at < 0:
        raise ValueError("sequence.index(x): x not in sequence")
    return at


@fallback_of(range.count)
@fallback_of(list.count)
@fallback_of(tuple.count)
def count(items, value):
    total = 0
    for item in items:
        if item is value or item == value:
            total += 1
    return total


@fallback_of(list.insert)
def list_insert(items, index, value):
    items.insert(as_index(index), value)


@fallback_of(list.remove)
def list_remove(items, value):
    at = _index_of(items, value, 0, len(items))
    if at < 0:
        raise ValueError("list.remove(x): x not in list")
    del items[at]


@fallback_of(dict.__getitem__)
def dict_getitem(table, key):
    return get_item(table, key)


@fallback_of(slice.indices)
def slice_indices(indices, length, /):
    return _index(indices).indices(_index(length))


@fallback_of(range)
def range_fallback(*arguments):
    return range(*[_index(argument) for argument in arguments])
