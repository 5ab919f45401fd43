# The Python fallbacks of what the machine does in C++. C++ never calls Python: where it meets an object whose special
# method is written in Python, it gives up before it has changed anything, and the function here that stands for what
# it was doing is called instead, with the same operands.

import _math
import _threadbox
import warnings
from types import GenericAlias, _union
from _machine import (ascii_only, enter_repr, exchange_items, iterator as as_iterator, iterator_class, leave_repr, map_over, percent_with, plain_binary,
                      plain_get_item, plain_iter, plain_repr, plain_str, print_file, replace_items, same_hash, set_hash,
                      set_fallback, shape, sort_by, special, table_drop, table_get, table_put, tuple_hash, unordered,
                      version)

_missing = object()


def refused(*arguments, **names):
    """Returned by special() for a method that the class sets to None."""
    raise TypeError("'NoneType' object is not callable")


def _whole(obj):
    """operator.index(obj); `obj` itself if it has no __index__ in Python."""
    method = special(obj, "__index__")
    return obj if method is None else _int_of(method(), "__index__ returned non-int")


def _int_of(value, what):
    if type(value) is int:
        return value
    if not isinstance(value, int):
        raise TypeError(f"{what} (type {type(value).__name__})")
    warnings.warn(f"{what} (type {type(value).__name__}).  The ability to return an instance of a strict subclass of int is deprecated, "
                  "and may be removed in a future version of Python.", DeprecationWarning, stacklevel=2)
    return int(value)


def fallback_of(native):
    def registered(function):
        set_fallback(native, function)
        return function
    return registered


# --- operators

_names = ("add", "sub", "mul", "truediv", "floordiv", "mod", "pow", "lshift", "rshift", "and", "or", "xor", "matmul")
_comparisons = ("__lt__", "__le__", "__eq__", "__ne__", "__gt__", "__ge__")
_reflected = ("__gt__", "__ge__", "__eq__", "__ne__", "__lt__", "__le__")


def truth(obj):
    if obj is NotImplemented:
        warnings.warn("NotImplemented should not be used in a boolean context", DeprecationWarning, stacklevel=2)
        return True
    method = special(obj, "__bool__")
    if method is not None:
        result = method()
        if result is not True and result is not False:
            raise TypeError(f"__bool__ should return bool, returned {type(result).__name__}")
        return result
    return len(obj) != 0


@fallback_of(int.__invert__)
def invert_bool(value):
    warnings.warn(
        "Bitwise inversion '~' on bool is deprecated and will be removed in Python 3.16. This returns the bitwise inversion of the underlying "
        "int object and is usually not what you expect from negating a bool. Use the 'not' operator for boolean negation or ~int(x) if you really "
        "want the bitwise inversion of the underlying int.", DeprecationWarning, stacklevel=2,
    )
    return ~int(value)


def binary(a, b, op):
    for obj, method, other in ((a, "__" + _names[op] + "__", b), (b, "__r" + _names[op] + "__", a)):
        method = special(obj, method)
        if method is not None:
            result = method(other)
            if result is not NotImplemented:
                return result
    if op == 10 and (isinstance(a, type) or isinstance(b, type)):
        return _union(a, b)
    if op == 5 and isinstance(a, str):
        return _percent(a, b)
    if op == 2:
        # A sequence times an object with __index__.
        if special(b, "__index__") is not None:
            return a * _sized(_whole(b), b, OverflowError)
        if special(a, "__index__") is not None:
            return _sized(_whole(a), a, OverflowError) * b
    return _containers(a, b, op)


def _containers(a, b, op):
    kind = shape(a)
    if kind == "dict":
        merged = {**a}
        merged.update(b)
        return merged
    if kind == "view":
        a = set(a)
    if shape(b) == "view":
        b = set(b)
    if shape(a) == "set" and shape(b) == "set":
        if op == 9:
            return a.intersection(b)
        if op == 10:
            return a.union(b)
        return a.difference(b) if op == 1 else a.symmetric_difference(b)
    return plain_binary(a, b, op, False)


def in_place(a, b, op):
    method = special(a, "__i" + _names[op] + "__")
    if method is not None:
        result = method(b)
        if result is not NotImplemented:
            return result
    kind = shape(a)
    if kind == "list" and op == 0:
        a.extend(b)
        return a
    if kind == "dict" and op == 10:
        a.update(b)
        return a
    if kind == "set" and isinstance(a, set):
        if op == 10:
            a.update(b)
        elif op == 9:
            a.intersection_update(b)
        elif op == 1:
            a.difference_update(b)
        else:
            a.symmetric_difference_update(b)
        return a
    return binary(a, b, op)


def _right_first(a, b):
    return type(b) is not type(a) and isinstance(b, type(a))


def not_equal(a, b):
    for obj, other in ((b, a), (a, b)) if _right_first(a, b) else ((a, b), (b, a)):
        method = special(obj, "__ne__")
        # object's asks the __eq__ of the same object.
        result = object.__ne__(obj, other) if method is None else method(other)
        if result is not NotImplemented:
            return result
    return a is not b


def compare(a, b, op):
    if op == 3:
        return not_equal(a, b)
    asked = (a, _comparisons[op], b), (b, _reflected[op], a)
    for obj, name, other in (asked[1], asked[0]) if _right_first(a, b) else asked:
        method = special(obj, name)
        if method is not None:
            result = method(other)
            if result is not NotImplemented:
                return result
    kind = shape(a)
    if kind == "" or kind != shape(b):
        return unordered(a, b, op)
    return _equal_parts(a, b, kind) if op == 2 else _ordered_parts(a, b, kind, op)


def _equal_parts(a, b, kind):
    if a is b:
        return True
    if kind == "slice":
        return (a.start, a.stop, a.step) == (b.start, b.stop, b.step)
    if kind == "exception" or kind == "method":
        return a is b
    if len(a) != len(b):
        return False
    if kind == "dict":
        for key, value in a.items():
            other = b.get(key, _missing)
            if other is _missing or not (value is other or value == other):
                return False
        return True
    if kind == "set" or kind == "view":
        for item in a:
            if item not in b:
                return False
        return True
    for x, y in zip(plain_iter(a), plain_iter(b)):
        if not (x is y or x == y):
            return False
    return True


def _ordered_parts(a, b, kind, op):
    if kind == "set":
        if op == 1 or op == 0:
            return (op == 1 or len(a) < len(b)) and a.issubset(b)
        return (op == 5 or len(a) > len(b)) and a.issuperset(b)
    if kind == "slice":
        return compare((a.start, a.stop, a.step), (b.start, b.stop, b.step), op)
    if kind != "list" and kind != "tuple":
        return unordered(a, b, op)
    for x, y in zip(plain_iter(a), plain_iter(b)):
        if not (x is y or x == y):
            if op == 0:
                return x < y
            if op == 1:
                return x <= y
            return x > y if op == 4 else x >= y
    if op == 0:
        return len(a) < len(b)
    if op == 1:
        return len(a) <= len(b)
    return len(a) > len(b) if op == 4 else len(a) >= len(b)


# --- containers

def contains(container, item):
    method = special(container, "__contains__")
    if method is not None:
        if _refuses(container, "__contains__"):
            raise TypeError(f"'{type(container).__name__}' object is not a container")
        return True if method(item) else False
    return own_contains(container, item)


def own_contains(container, item):
    kind = shape(container)
    if kind == "dict" or kind == "set":
        key, hashed = find_key(container, item if kind == "dict" else _element(item))
        return table_get(container, key, hashed, _missing) is not _missing if kind == "dict" else table_get(container, key, hashed, None)
    try:
        iterator = iter(container) if kind == "" else plain_iter(container)
    except TypeError:
        raise TypeError(f"argument of type '{type(container).__name__}' is not iterable") from None
    for other in iterator:
        if other is item or other == item:
            return True
    return False


def _element(item):
    """The element to look up in a set: a set is looked up as a frozenset."""
    return frozenset(item) if isinstance(item, set) and _refuses(item, "__hash__") else item


def lacks(container, item):
    return not contains(container, item)


def find_key(table, key):
    """The key in the table that is equal to this one, or this one itself, and its hash."""
    hashed = hash(key)
    while True:
        before = version(table)
        found = key
        for candidate in same_hash(table, hashed):
            if candidate is key or candidate == key:
                found = candidate
                break
        # Somebody else may have changed it while __eq__ ran.
        if version(table) == before:
            return found, hashed


def get_item(container, index):
    kind = shape(container)
    if kind == "dict":
        key, hashed = find_key(container, index)
        value = table_get(container, key, hashed, _missing)
        if value is not _missing:
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
    return _whole(index)


def _place(container, index):
    place = _index(index)
    return place if isinstance(container, range) or isinstance(place, slice) else _sized(place, index, IndexError)


def _sized(number, obj, error):
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


def make_set(items):
    made = set()
    for item in items:
        made.add(item)
    return made


def make_dict(items):
    made = {}
    for at in range(0, len(items), 2):
        made[items[at]] = items[at + 1]
    return made


def set_add(table, item):
    key, hashed = find_key(table, item)
    table_put(table, key, hashed, None)


def set_update(table, iterable):
    for item in iterable:
        table.add(item)


def dict_update(table, source):
    if shape(source) == "dict":
        for key, value in source.items():
            table[key] = value
    elif hasattr(source, "keys"):
        for key in source.keys():
            table[key] = source[key]
    else:
        at = 0
        for pair in source:
            try:
                pair = [*pair]
            except TypeError:
                raise TypeError(f"cannot convert dictionary update sequence element #{at} to a sequence") from None
            if len(pair) != 2:
                raise ValueError(f"dictionary update sequence element #{at} has length {len(pair)}; 2 is required")
            table[pair[0]] = pair[1]
            at += 1


# --- iteration

def iterate(obj):
    method = special(obj, "__iter__")
    if method is not None and not _refuses(obj, "__iter__"):
        return method()
    if method is None and special(obj, "__getitem__") is not None:
        return as_iterator(_walk(obj), _iterator)
    raise TypeError(f"'{type(obj).__name__}' object is not iterable")


def _refuses(obj, name):
    """Its class says that it has no such method: __iter__ = None."""
    return getattr(type(obj), name, _missing) is None


_iterator = iterator_class("iterator", "builtins")
_callable_iterator = iterator_class("callable_iterator", "builtins")


def _walk(sequence):
    index = 0

    def step():
        nonlocal index, sequence
        source = sequence  # Without the GIL another thread may end it meanwhile; so in the steps below.
        if source is not _missing:
            try:
                item = source[index]
            except (IndexError, StopIteration):
                sequence = _missing
            else:
                index += 1
                return item
        raise StopIteration

    return step


def listed(iterable):
    iterator = iter(iterable)
    _ask_length(iterable)
    return [item for item in iterator]


def all_items(iterable):
    return [item for item in iterable]


def _ask_length(iterable):
    """Asks for the length or length hint, as CPython does to preallocate: it may be wrong, but must be a valid length."""
    if special(iterable, "__len__") is not None:
        try:
            len(iterable)
            return
        except TypeError:
            pass
    method = special(iterable, "__length_hint__")
    try:
        hint = NotImplemented if method is None else method()
    except TypeError:
        return
    if hint is not NotImplemented:
        if not isinstance(hint, int):
            raise TypeError(f"__length_hint__ must be an integer, not {type(hint).__name__}")
        if hint < 0:
            raise ValueError("__length_hint__() should return >= 0")


def first_items(iterable, count):
    items = []
    for item in iterable:
        items.append(item)
        if len(items) == count:
            break
    return items


def call_with_list(function, arguments, keywords, iterable):
    items = listed(iterable) if function in _make_room else all_items(iterable)
    return function(*[items if argument is iterable else argument for argument in arguments], **keywords)


_make_room = (list, tuple, list.__init__, list.extend, str.join)


_of_floats = list(_math.__dict__.values())


def call_with_numbers(function, arguments, keywords):
    if not any([_stands_for_number(argument) for argument in (*arguments, *keywords.values())]):
        raise NotImplementedError(f"Threadbox cannot call a special method in {function.__name__}() yet")
    if function in _of_floats:
        # As C asks for a double: __float__ goes before __index__.
        return function(*[float(argument) if _stands_for_number(argument) else argument for argument in arguments])
    return function(*[_number(argument) for argument in arguments], **{name: _number(value) for name, value in keywords.items()})


def _stands_for_number(value):
    return special(value, "__index__") is not None or special(value, "__float__") is not None


def _number(value):
    if special(value, "__index__") is not None:
        return _whole(value)
    return value if special(value, "__float__") is None else float(value)


@fallback_of(iter)
def iter_fallback(obj, *sentinel):
    if sentinel:
        return as_iterator(_until(obj, sentinel[0]), _callable_iterator)
    iterator = iterate(obj)
    if not hasattr(type(iterator), "__next__"):
        raise TypeError(f"iter() returned non-iterator of type '{type(iterator).__name__}'")
    return iterator


def _until(function, sentinel):
    def step():
        nonlocal function
        asked = function
        if asked is not _missing:
            try:
                value = asked()
            except StopIteration:
                function = _missing
            else:
                if sentinel is not value and not sentinel == value:
                    return value
                function = _missing
        raise StopIteration

    return step


@fallback_of(next)
def next_fallback(iterator, default):
    try:
        return next(iterator)
    except StopIteration:
        return default


@fallback_of(enumerate)
def enumerate_fallback(iterable, start=0):
    return as_iterator(_enumerate(iter(iterable), start), enumerate)


def _enumerate(iterator, index):
    def step():
        nonlocal index
        item = next(iterator)
        number = index
        index = number + 1
        return number, item

    return step


@fallback_of(zip)
def zip_fallback(*iterables, strict=False):
    iterators = [iter(iterable) for iterable in iterables]
    return as_iterator(_zip_strictly(iterators) if strict else _zip(iterators), zip)


def _zip(iterators):
    def step():
        if not iterators:
            raise StopIteration
        return tuple([next(iterator) for iterator in iterators])

    return step


def _zip_strictly(iterators):
    def step():
        items = []
        for at, iterator in enumerate(iterators):
            item = next(iterator, _missing)
            if item is _missing:
                _check_ends(iterators, at)
                raise StopIteration
            items.append(item)
        if not items:
            raise StopIteration
        return tuple(items)

    return step


def _check_ends(iterators, ended):
    if ended > 0:
        raise ValueError(f"zip() argument {ended + 1} is shorter than argument{'s 1-' if ended > 1 else ' '}{ended}")
    for at in range(1, len(iterators)):
        if next(iterators[at], _missing) is not _missing:
            raise ValueError(f"zip() argument {at + 1} is longer than argument{'s 1-' if at > 1 else ' '}{at}")


@fallback_of(map)
def map_fallback(*arguments):
    if len(arguments) < 2:
        raise TypeError("map() must have at least two arguments.")
    function, *iterables = arguments
    if len(iterables) == 1:
        iterator = iter(iterables[0])
        return map_over(function, iterator) or as_iterator(_map(function, iterator), map)
    return as_iterator(_map_many(function, [iter(iterable) for iterable in iterables]), map)


def _map(function, iterator):
    return lambda: function(next(iterator))


def _map_many(function, iterators):
    return lambda: function(*[next(iterator) for iterator in iterators])


@fallback_of(filter)
def filter_fallback(*arguments):
    if len(arguments) != 2:
        raise TypeError(f"filter expected 2 arguments, got {len(arguments)}")
    function, iterable = arguments
    return as_iterator(_filter(bool if function is None else function, iter(iterable)), filter)


def _filter(function, iterator):
    def step():
        while True:
            item = next(iterator)
            if item if function is bool else function(item):
                return item

    return step


@fallback_of(reversed)
def reversed_fallback(sequence):
    method = special(sequence, "__reversed__")
    if _refuses(sequence, "__reversed__"):
        raise TypeError(f"'{type(sequence).__name__}' object is not reversible")
    return method() if method is not None else as_iterator(_reversed(sequence, len(sequence)), reversed)


def _reversed(sequence, index):
    def step():
        nonlocal index
        left = index
        if left > 0:
            try:
                item = sequence[left - 1]
            except (IndexError, StopIteration):
                pass
            except BaseException:
                index = 0
                raise
            else:
                index = left - 1
                return item
        index = 0
        raise StopIteration

    return step


@fallback_of(sum)
def sum_fallback(iterable, start=0):
    if isinstance(start, str):
        raise TypeError("sum() can't sum strings [use ''.join(seq) instead]")
    if type(start) is int or type(start) is float:
        # Numbers are left to C++, which sums floats as CPython does.
        numbers = []
        iterator = iter(iterable)
        if type(start) is int:
            for item in iterator:
                if type(item) is not int:
                    iterator = _before(item, iterator)
                    break
                start += item
            else:
                return start
        for item in iterator:
            kind = type(item)
            if kind is not int and kind is not float and kind is not bool:
                total = sum(numbers, start) + item
                for item in iterator:
                    total = total + item
                return total
            numbers.append(item)
            if len(numbers) == 1000 and float not in [type(number) for number in numbers] and type(start) is int:
                start = sum(numbers, start)
                numbers = []
        return sum(numbers, start)
    for item in iterable:
        start = start + item
    return start


def _before(item, iterator):
    yield item
    yield from iterator


@fallback_of(any)
def any_fallback(iterable):
    for item in iterable:
        if item:
            return True
    return False


@fallback_of(all)
def all_fallback(iterable):
    for item in iterable:
        if not item:
            return False
    return True


def _extreme(name, greater, arguments, key, default):
    if len(arguments) > 1:
        if default is not _missing:
            raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
        iterable = arguments
    elif arguments:
        iterable = arguments[0]
    else:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    best = best_key = _missing
    for item in iterable:
        item_key = item if key is None else key(item)
        if best_key is _missing or (item_key > best_key if greater else item_key < best_key):
            best, best_key = item, item_key
    if best_key is not _missing:
        return best
    if default is _missing:
        raise ValueError(f"{name}() iterable argument is empty")
    return default


@fallback_of(min)
def min_fallback(*arguments, key=None, default=_missing):
    return _extreme("min", False, arguments, key, default)


@fallback_of(max)
def max_fallback(*arguments, key=None, default=_missing):
    return _extreme("max", True, arguments, key, default)


# --- sorting

@fallback_of(sorted)
def sorted_fallback(iterable, key=None, reverse=False):
    items = [item for item in iterable]
    items.sort(key=key, reverse=reverse)
    return items


@fallback_of(list.sort)
def sort_fallback(items, key=None, reverse=False):
    # While it is being sorted, the list appears empty.
    taken = []
    exchange_items(items, taken)
    try:
        sorted_items = taken.copy()
        keys = sorted_items if key is None else [key(item) for item in sorted_items]
        sort_by(keys.copy(), sorted_items, True if reverse else False)
    except BaseException:
        exchange_items(items, taken)
        raise
    if exchange_items(items, sorted_items):
        raise ValueError("list modified during sort")


@fallback_of(sort_by)
def sort_by_fallback(keys, items, reverse):
    pairs = list(zip(keys, items))
    if reverse:
        pairs.reverse()
    pairs = _run_sort(pairs) if len(pairs) < 64 else _merge_sort(pairs)
    if reverse:
        pairs.reverse()
    replace_items(items, [item for _, item in pairs])


def _run_sort(pairs):
    """A binary insertion sort after the initial run: the same comparisons as CPython, in the same order."""
    size = len(pairs)
    end = _run_of(pairs, size)
    for at in range(end, size):
        pair = pairs[at]
        low, high = 0, at
        while low < high:
            middle = (low + high) // 2
            if pair[0] < pairs[middle][0]:
                high = middle
            else:
                low = middle + 1
        pairs[low:at + 1] = [pair, *pairs[low:at]]
    return pairs


def _run_of(pairs, size):
    """The end of the initial run. A descending run is reversed; equal items keep their order."""
    if size < 2:
        return size
    at = 1
    while at < size and not pairs[at][0] < pairs[at - 1][0]:
        at += 1
    if at == size:
        return at
    if at > 1:
        if pairs[0][0] < pairs[at - 1][0]:
            return at
        pairs[:at] = pairs[at - 1::-1]
    at += 1
    equal = 0
    while at < size:
        if pairs[at][0] < pairs[at - 1][0]:
            pairs[at - equal - 1:at] = [*reversed(pairs[at - equal - 1:at])]
            equal = 0
        elif pairs[at - 1][0] < pairs[at][0]:
            break
        else:
            equal += 1
        at += 1
    pairs[at - equal - 1:at] = [*reversed(pairs[at - equal - 1:at])]
    pairs[:at] = pairs[at - 1::-1]
    while at < size and not pairs[at][0] < pairs[at - 1][0]:
        at += 1
    return at


def _merge_sort(pairs):
    if len(pairs) < 2:
        return pairs
    middle = len(pairs) // 2
    left, right = _merge_sort(pairs[:middle]), _merge_sort(pairs[middle:])
    merged = []
    i = j = 0
    while i < len(left) and j < len(right):
        if right[j][0] < left[i][0]:
            merged.append(right[j])
            j += 1
        else:
            merged.append(left[i])
            i += 1
    return merged + left[i:] + right[j:]


# --- text

@fallback_of(repr)
def repr_fallback(obj):
    method = special(obj, "__repr__")
    if method is not None:
        text = method()
        if not isinstance(text, str):
            raise TypeError(f"__repr__ returned non-string (type {type(text).__name__})")
        return text
    return own_repr(obj)


@fallback_of(object.__repr__)
def own_repr(obj):
    kind = shape(obj)
    if kind == "":
        return plain_repr(obj)
    if not enter_repr(obj):
        return {"list": "[...]", "tuple": "(...)", "dict": "{...}"}.get(kind, type(obj).__name__ + "(...)")
    try:
        if kind == "list":
            return "[" + ", ".join([repr(item) for item in plain_iter(obj)]) + "]"
        if kind == "tuple":
            items = [repr(item) for item in plain_iter(obj)]
            return "(" + ", ".join(items) + (",)" if len(items) == 1 else ")")
        if kind == "dict":
            return "{" + ", ".join([f"{key!r}: {obj[key]!r}" for key in plain_iter(obj)]) + "}"
        if kind == "set":
            text = "{" + ", ".join([repr(item) for item in plain_iter(obj)]) + "}"
            return text if type(obj) is set else f"{type(obj).__name__}({text})"
        if kind == "view":
            return f"{type(obj).__name__}([" + ", ".join([repr(item) for item in obj]) + "])"
        if kind == "exception":
            return f"{type(obj).__name__}(" + ", ".join([repr(item) for item in obj.args]) + ")"
        if kind == "method":
            return f"<bound method {obj.__qualname__} of {obj.__self__!r}>"
        return f"slice({obj.start!r}, {obj.stop!r}, {obj.step!r})"
    finally:
        leave_repr(obj)


@fallback_of(str)
def str_fallback(obj):
    method = special(obj, "__str__")
    if method is None:
        return own_str(obj)
    text = method()
    if not isinstance(text, str):
        raise TypeError(f"__str__ returned non-string (type {type(text).__name__})")
    return text


@fallback_of(object.__str__)
def own_str(obj):
    if shape(obj) == "exception":
        arguments = obj.args
        if len(arguments) == 1:
            return repr(arguments[0]) if isinstance(obj, KeyError) else str(arguments[0])
        return repr(arguments) if arguments else ""
    return repr(obj)


@fallback_of(print)
def print_fallback(*values, sep=None, end=None, file=None, flush=False):
    of_run, file = print_file(file)
    if of_run is None and file is None:
        return
    for name, value in (("sep", sep), ("end", end)):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} must be None or a string, not {type(value).__name__}")
    sep = " " if sep is None else sep
    end = "\n" if end is None else end
    if of_run is not None:
        text = sep.join([str(value) for value in values]) + end
        return _threadbox.write_output(text) if of_run == "out" else _threadbox.write_error(text)
    first = True
    for value in values:
        if not first:
            file.write(sep)
        first = False
        write = file.write
        write(str(value))
    file.write(end)
    if flush:
        file.flush()


@fallback_of(ascii)
def ascii_fallback(obj):
    return ascii_only(repr(obj))


@fallback_of(format)
def format_fallback(value, spec=""):
    method = special(value, "__format__")
    if method is not None:
        text = method(spec)
        if not isinstance(text, str):
            raise TypeError(f"__format__ must return a str, not {type(text).__name__}")
        return text
    if spec:
        raise TypeError(f"unsupported format string passed to {type(value).__name__}.__format__")
    return str(value)


def format_value(value, spec, conversion):
    if conversion == 1:
        value = str(value)
    elif conversion == 2:
        value = repr(value)
    elif conversion == 3:
        value = ascii(value)
    return format(value, spec)


def _percent(text, values):
    # C++ returns, one at a time, the objects to convert to a str or a number, and the keys to look up.
    converted = []
    while True:
        result = percent_with(text, values, converted)
        if isinstance(result, str):
            return result
        kind, value = result
        converted.append(values[value] if kind == "(" else _in_words(value, kind))


def _in_words(value, kind):
    if kind == "s":
        return str(value)
    if kind == "r":
        return repr(value)
    if kind == "a":
        return ascii(value)
    if kind in "eEfFgG":
        return float(value)
    try:
        return int(value) if kind in "diu" else _whole(value)
    except TypeError:
        if kind == "c":
            raise TypeError("%c requires int or char") from None
        required = "an integer" if kind in "oxX" else "a real number"
        raise TypeError(f"%{kind} format: {required} is required, not {type(value).__name__}") from None


@fallback_of(str.format)
def str_format(text, /, *arguments, **names):
    return _format_text(text, arguments, names, [0, ""], 2)


@fallback_of(str.format_map)
def str_format_map(text, mapping, /):
    return _format_text(text, None, mapping, [0, ""], 2)


def _format_text(text, arguments, names, counter, depth):
    if depth <= 0:
        raise ValueError("Max string recursion exceeded")
    pieces = []
    at = 0
    size = len(text)
    while at < size:
        start = at
        while at < size and text[at] != "{" and text[at] != "}":
            at += 1
        pieces.append(text[start:at])
        if at >= size:
            break
        brace = text[at]
        at += 1
        if text[at:at + 1] == brace:
            pieces.append(brace)
            at += 1
            continue
        if brace == "}" or at >= size:
            raise ValueError(f"Single '{brace}' encountered in format string")
        name, conversion, spec, at = _parts_of_field(text, at)
        value = _field_value(name, arguments, names, counter)
        if conversion == "r":
            value = repr(value)
        elif conversion == "s":
            value = str(value)
        elif conversion == "a":
            value = ascii(value)
        elif conversion:
            code = ord(conversion)
            raise ValueError(f"Unknown conversion specifier {conversion if 32 < code < 127 else hex(code).replace('0x', chr(92) + 'x')}")
        if "{" in spec:
            spec = _format_text(spec, arguments, names, counter, depth - 1)
        pieces.append(format(value, spec))
    return "".join(pieces)


def _parts_of_field(text, at):
    """Parses the replacement field at `at`. Returns its name, its conversion, its format spec and the position after it."""
    start = at
    size = len(text)
    while at < size and text[at] not in "}:!":
        if text[at] == "{":
            raise ValueError("unexpected '{' in field name")
        if text[at] == "[":
            at = text.find("]", at)
            if at < 0:
                at = size
                break
        at += 1
    name, conversion = text[start:at], ""
    if at >= size:
        raise ValueError("expected '}' before end of string")
    if text[at] == "!":
        at += 1
        if at >= size:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[at]
        at += 1
        if at >= size:
            raise ValueError("unmatched '{' in format spec")
        if text[at] not in "}:":
            raise ValueError("expected ':' after conversion specifier")
    if text[at] == "}":
        return name, conversion, "", at + 1
    at += 1
    start = at
    level = 1
    while at < size:
        if text[at] == "{":
            level += 1
        elif text[at] == "}":
            level -= 1
            if level == 0:
                return name, conversion, text[start:at], at + 1
        at += 1
    raise ValueError("unmatched '{' in format spec")


def _field_number(text):
    if not text.isdecimal():
        return -1
    number = int(text)
    if number > 0x7fffffffffffffff:
        raise ValueError("Too many decimal digits in format string")
    return number


def _field_value(name, arguments, names, counter):
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    first = name[:at]
    number = _field_number(first)
    if first == "" or number >= 0:
        kind = "manual" if first else "automatic"
        if counter[1] and counter[1] != kind:
            if first:
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        counter[1] = kind
        if not first:
            number = counter[0]
            counter[0] += 1
        if arguments is None:
            raise ValueError("Format string contains positional fields")
        if number >= len(arguments):
            raise IndexError(f"Replacement index {number} out of range for positional args tuple")
        value = arguments[number]
    else:
        value = names[first]
    while at < len(name):
        if name[at] == ".":
            end = at + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            value = getattr(value, name[at + 1:end])
            at = end
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = name[at + 1:end]
            if not key:
                raise ValueError("Empty attribute in format string")
            number = _field_number(key)
            value = value[number if number >= 0 else key]
            at = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


@fallback_of(object.__format__)
def object_format(value, spec, /):
    if spec:
        raise TypeError(f"unsupported format string passed to {type(value).__name__}.__format__")
    return str(value)


@fallback_of(str.translate)
def translate(text, table):
    pieces = []
    for char in text:
        try:
            to = table[ord(char)]
        except LookupError:
            to = char
        if isinstance(to, int):
            if not 0 <= to < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            to = chr(to)
        if to is not None:
            if not isinstance(to, str):
                raise TypeError("character mapping must return integer, None or str")
            pieces.append(to)
    return "".join(pieces)


def _code_of_key(key):
    if isinstance(key, str):
        if len(key) != 1:
            raise ValueError("string keys in translate table must be of length 1")
        return ord(key)
    if not isinstance(key, int):
        raise TypeError("keys in translate table must be strings or integers")
    return key


@fallback_of(str.maketrans)
def maketrans(x, y=_missing, z=_missing, /):
    for place, text in ((2, y), (3, z)):
        if text is not _missing and not isinstance(text, str):
            raise TypeError(f"maketrans() argument {place} must be str, not {'None' if text is None else type(text).__name__}")
    if y is _missing:
        if not isinstance(x, dict):
            raise TypeError("if you give only one argument to maketrans it must be a dict")
        return {_code_of_key(key): value for key, value in x.items()}
    if not isinstance(x, str):
        raise TypeError("first maketrans argument must be a string if there is a second argument")
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {ord(a): ord(b) for a, b in zip(x, y)}
    if z is not _missing:
        for char in z:
            table[ord(char)] = None
    return table


# --- methods of containers

for _cls in (list, tuple, dict, set, frozenset, type({}.keys()), type({}.items())):
    set_fallback(_cls.__contains__, own_contains)


def _own_comparison(op):
    return lambda a, b: _ordered_parts(a, b, shape(a), op)


for _cls in (list, tuple, set, frozenset):
    for _op in (0, 1, 4, 5):
        set_fallback(getattr(_cls, _comparisons[_op]), _own_comparison(_op))


@fallback_of(dict.__or__)
def dict_or(a, b):
    return _containers(a, b, 10)


@fallback_of(dict.__ror__)
def dict_ror(a, b):
    return _containers(b, a, 10)


@fallback_of(dict.__ior__)
def dict_ior(table, other):
    dict_update(table, other)
    return table


@fallback_of(dict.__delitem__)
def dict_delitem(table, key):
    found, hashed = find_key(table, key)
    if not table_drop(table, found, hashed):
        raise KeyError(key)


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
    items.insert(_whole(index), value)


@fallback_of(list.remove)
def list_remove(items, value):
    at = _index_of(items, value, 0, len(items))
    if at < 0:
        raise ValueError("list.remove(x): x not in list")
    del items[at]


@fallback_of(dict.get)
def dict_get(table, key, default=None):
    key, hashed = find_key(table, key)
    return table_get(table, key, hashed, default)


@fallback_of(dict.setdefault)
def dict_setdefault(table, key, default=None):
    key, hashed = find_key(table, key)
    value = table_get(table, key, hashed, _missing)
    if value is not _missing:
        return value
    table_put(table, key, hashed, default)
    return default


@fallback_of(dict.pop)
def dict_pop(table, key, default=_missing):
    found, hashed = find_key(table, key)
    value = table_get(table, found, hashed, _missing)
    if value is not _missing:
        table_drop(table, found, hashed)
        return value
    if default is _missing:
        raise KeyError(key)
    return default


@fallback_of(dict)
def dict_fallback(*source, **names):
    made = {}
    if source:
        dict_update(made, source[0])
    made.update(names)
    return made


@fallback_of(dict.__init__)
@fallback_of(dict.update)
def dict_update_fallback(table, /, *source, **names):
    if source:
        dict_update(table, source[0])
    for name, value in names.items():
        table[name] = value


@fallback_of(dict.__dict__["fromkeys"].__func__)
def dict_fromkeys(cls, iterable, value=None):
    made = cls()
    for key in iterable:
        made[key] = value
    return made


@fallback_of(dict.__getitem__)
def dict_getitem(table, key):
    return get_item(table, key)


@fallback_of(set)
def set_fallback_new(iterable=()):
    made = set()
    set_update(made, iterable)
    return made


@fallback_of(frozenset)
def frozenset_fallback(iterable=()):
    return frozenset(set_fallback_new(iterable))


set_fallback(set.add, set_add)


@fallback_of(set.discard)
def set_discard(table, item):
    key, hashed = find_key(table, _element(item))
    table_drop(table, key, hashed)


@fallback_of(set.remove)
def set_remove(table, item):
    key, hashed = find_key(table, _element(item))
    if not table_drop(table, key, hashed):
        raise KeyError(item)


@fallback_of(set.__init__)
def set_init(table, iterable=(), **names):
    table.clear()
    set_update(table, iterable)


@fallback_of(set.update)
def set_update_fallback(table, *iterables):
    for iterable in iterables:
        set_update(table, iterable)


def _changed(table, made):
    return frozenset(made) if isinstance(table, frozenset) else made


@fallback_of(set.union)
@fallback_of(frozenset.union)
def set_union(table, *iterables):
    made = {*table}
    set_update_fallback(made, *iterables)
    return _changed(table, made)


@fallback_of(set.intersection)
@fallback_of(frozenset.intersection)
def set_intersection(table, *iterables):
    made = {*table}
    for iterable in iterables:
        other = {*iterable}
        if len(other) > len(made):
            made, other = other, made
        made = {item for item in other if item in made}
    return _changed(table, made)


@fallback_of(set.difference)
@fallback_of(frozenset.difference)
def set_difference(table, *iterables):
    made = {*table}
    for iterable in iterables:
        for item in {*iterable}:
            made.discard(item)
    return _changed(table, made)


@fallback_of(set.symmetric_difference)
@fallback_of(frozenset.symmetric_difference)
def set_symmetric_difference(table, other):
    made = {*table}
    for item in {*other}:
        if item in table:
            made.discard(item)
        else:
            made.add(item)
    return _changed(table, made)


@fallback_of(set.intersection_update)
def set_intersection_update(table, *iterables):
    kept = set_intersection(table, *iterables)
    table.clear()
    table.update(kept)


@fallback_of(set.difference_update)
def set_difference_update(table, *iterables):
    for iterable in iterables:
        for item in {*iterable}:
            table.discard(item)


@fallback_of(set.symmetric_difference_update)
def set_symmetric_difference_update(table, other):
    kept = set_symmetric_difference(table, other)
    table.clear()
    table.update(kept)


@fallback_of(set.issubset)
@fallback_of(frozenset.issubset)
def set_issubset(table, other):
    other = {*other}
    for item in table:
        if item not in other:
            return False
    return True


@fallback_of(set.issuperset)
@fallback_of(frozenset.issuperset)
def set_issuperset(table, other):
    for item in other:
        if item not in table:
            return False
    return True


@fallback_of(type({}.keys()).isdisjoint)
@fallback_of(type({}.items()).isdisjoint)
@fallback_of(set.isdisjoint)
@fallback_of(frozenset.isdisjoint)
def set_isdisjoint(table, other):
    for item in other:
        if item in table:
            return False
    return True


# --- numbers and other functions

@fallback_of(hash)
def hash_fallback(obj):
    method = special(obj, "__hash__")
    if method is not None:
        value = method()
        if not isinstance(value, int):
            raise TypeError("__hash__ method should return an integer")
        if -0x8000000000000000 <= value < 0x8000000000000000:
            return -2 if value == -1 else int(value)
        return hash(value)
    return own_hash(obj)


@fallback_of(tuple.__hash__)
@fallback_of(frozenset.__hash__)
def own_hash(obj):
    kind = shape(obj)
    if kind == "tuple":
        return tuple_hash([hash(item) for item in plain_iter(obj)])
    if kind == "set":
        return set_hash([hash(item) for item in plain_iter(obj)])
    raise TypeError(f"unhashable type: '{type(obj).__name__}'")


@fallback_of(len)
def len_fallback(obj):
    length = special(obj, "__len__")()
    if not isinstance(length, int):
        raise TypeError(f"'{type(length).__name__}' object cannot be interpreted as an integer")
    if length < 0:
        raise ValueError("__len__() should return >= 0")
    return length


@fallback_of(bool)
def bool_fallback(obj):
    return truth(obj)


@fallback_of(int)
def int_fallback(obj, base=_missing):
    if base is not _missing:
        return int(obj, _whole(base))
    method = special(obj, "__int__")
    if method is not None:
        return _int_of(method(), "__int__ returned non-int")
    if special(obj, "__index__") is not None:
        return _whole(obj)
    warnings.warn("The delegation of int() to __trunc__ is deprecated.", DeprecationWarning, stacklevel=2)
    value = special(obj, "__trunc__")()
    if isinstance(value, int) or special(value, "__index__") is not None:
        return int(_whole(value))
    raise TypeError(f"__trunc__ returned non-Integral (type {type(value).__name__})")


@fallback_of(float)
def float_fallback(obj):
    method = special(obj, "__float__")
    if method is None:
        return float(_whole(obj))
    value = method()
    if not isinstance(value, float):
        raise TypeError(f"{type(obj).__name__}.__float__ returned non-float (type {type(value).__name__})")
    return value


@fallback_of(abs)
def abs_fallback(obj):
    return special(obj, "__abs__")()


@fallback_of(round)
def round_fallback(obj, ndigits=None):
    method = special(obj, "__round__")
    return method() if ndigits is None else method(ndigits)


@fallback_of(divmod)
def divmod_fallback(a, b):
    for obj, name, other in ((a, "__divmod__", b), (b, "__rdivmod__", a)):
        method = special(obj, name)
        if method is not None:
            result = method(other)
            if result is not NotImplemented:
                return result
    raise TypeError(f"unsupported operand type(s) for divmod(): '{type(a).__name__}' and '{type(b).__name__}'")


@fallback_of(pow)
def pow_fallback(base, exp, mod=None):
    return base ** exp


@fallback_of(hex)
def hex_fallback(obj):
    return hex(_whole(obj))


@fallback_of(oct)
def oct_fallback(obj):
    return oct(_whole(obj))


@fallback_of(bin)
def bin_fallback(obj):
    return bin(_whole(obj))


@fallback_of(slice.indices)
def slice_indices(indices, length, /):
    return _index(indices).indices(_index(length))


@fallback_of(range)
def range_fallback(*arguments):
    return range(*[_index(argument) for argument in arguments])


@fallback_of(dir)
def dir_fallback(obj):
    return sorted(special(obj, "__dir__")())


@fallback_of(getattr)
def getattr_fallback(obj, name, default):
    try:
        return getattr(obj, name)
    except AttributeError:
        return default


@fallback_of(hasattr)
def hasattr_fallback(obj, name):
    try:
        getattr(obj, name)
    except AttributeError:
        return False
    return True


def get_attribute(obj, name):
    try:
        return type(obj).__getattribute__(obj, name)
    except AttributeError:
        method = special(obj, "__getattr__")
        if method is None:
            raise
    return method(name)


@fallback_of(object.__eq__)
def eq_fallback(a, b):
    return _equal_parts(a, b, shape(a))


@fallback_of(object.__ne__)
def ne_fallback(a, b):
    method = special(a, "__eq__")
    # Otherwise it is a container, whose items C++ could not compare.
    result = _equal_parts(a, b, shape(a)) if method is None else method(b)
    return result if result is NotImplemented else not result


# --- classes and generators

def call_got(got, /, *arguments, **keywords):
    """A call of what a descriptor gives, see bound_special() in calls.cpp."""
    get, of = got
    return get(*of)(*arguments, **keywords)


@fallback_of(object.__new__)
def new_fallback(cls, iterable):
    if issubclass(cls, tuple):
        return object.__new__(cls, [*iterable])
    made = object.__new__(cls)
    for item in iterable:
        set_add(made, item)
    return made


def construct(cls, /, *arguments, **keywords):
    made = cls.__new__(cls, *arguments, **keywords)
    if isinstance(made, cls):
        type(made).__init__(made, *arguments, **keywords)
    return made


def exception_to_raise(cls):
    error = cls()
    if not isinstance(error, BaseException):
        raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, not {type(error)!r}")
    return error


def class_made(cls, hook, keywords):
    for name, value in list(cls.__dict__.items()):
        method = special(value, "__set_name__")
        if method is not None:
            try:
                method(cls, name)
            except BaseException as error:
                error.add_note(f"Error calling __set_name__ on '{type(value).__name__}' instance {name!r} in '{cls.__name__}'")
                raise
    if hook is not None:
        (hook.__func__ if isinstance(hook, classmethod) else hook)(cls, **keywords)
    elif keywords:
        raise TypeError(f"{cls.__qualname__}.__init_subclass__() takes no keyword arguments")
    return cls.__dict__.get("__replacement__", cls)


def throw_parts(generator, error, *rest):
    """generator.throw() of a class, or with the arguments that are deprecated."""
    if rest:
        warnings.warn("the (type, exc, tb) signature of throw() is deprecated, use the single-arg signature instead.", DeprecationWarning, stacklevel=2)
    value, traceback, *_ = *rest, None, None
    if traceback is not None and type(traceback).__name__ != "traceback":
        raise TypeError("throw() third argument must be a traceback object")
    if isinstance(error, type) and issubclass(error, BaseException):
        cls = error
        if value is None:
            error = cls()
        elif isinstance(value, error):
            error = value
        else:
            error = error(*value) if isinstance(value, tuple) else error(value)
        if not isinstance(error, BaseException):
            raise TypeError(f"calling {cls!r} should have returned an instance of BaseException, not {type(error).__name__}")
    elif isinstance(error, BaseException) and value is not None:
        raise TypeError("instance exception may not have a separate value")
    return generator.throw(error if traceback is None else error.with_traceback(traceback))


def close_delegate(iterator, error):
    """What `yield from` does with a GeneratorExit."""
    close = getattr(iterator, "close", None)
    if close is not None:
        close()
    raise error


def throw_into_delegate(iterator, error):
    """What `yield from` does with another exception, when it does not ask a generator."""
    throw = getattr(iterator, "throw", None)
    if throw is None:
        raise error
    return throw(error)


@fallback_of(type(_before(None, ())).close)
def generator_close(generator):
    try:
        generator.throw(GeneratorExit())
    except StopIteration as stop:
        return stop.value
    except GeneratorExit:
        return None
    raise RuntimeError("generator ignored GeneratorExit")
