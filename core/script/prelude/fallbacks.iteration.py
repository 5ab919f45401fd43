# iter(), and the builtins that iterate. Iterators are step functions that as_iterator() wraps, not generators: in CPython they are in
# C, so that an exception does not end them, and threads can share them.

from _machine import iterator as as_iterator, iterator_class, map_over, special
from fallbacks.common import fallback_of, missing, refuses


def iterate(obj):
    method = special(obj, "__iter__")
    if method is not None and not refuses(obj, "__iter__"):
        return method()
    if method is None and special(obj, "__getitem__") is not None:
        return as_iterator(_walk(obj), _iterator)
    raise TypeError(f"'{type(obj).__name__}' object is not iterable")


_iterator = iterator_class("iterator", "builtins")
_callable_iterator = iterator_class("callable_iterator", "builtins")


def _walk(sequence):
    index = 0

    def step():
        nonlocal index, sequence
        source = sequence  # Without the GIL another thread may end the iterator meanwhile. The steps below do the same.
        if source is not missing:
            try:
                item = source[index]
            except (IndexError, StopIteration):
                sequence = missing
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
    """Gets the length or length hint, as CPython does to preallocate: it may be wrong, but must be a valid length."""
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
        if asked is not missing:
            try:
                value = asked()
            except StopIteration:
                function = missing
            else:
                if sentinel is not value and not sentinel == value:
                    return value
                function = missing
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
            item = next(iterator, missing)
            if item is missing:
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
        if next(iterators[at], missing) is not missing:
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
    if refuses(sequence, "__reversed__"):
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
        # Numbers are summed in C++, which compensates for rounding errors as CPython does.
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
        if default is not missing:
            raise TypeError(f"Cannot specify a default for {name}() with multiple positional arguments")
        iterable = arguments
    elif arguments:
        iterable = arguments[0]
    else:
        raise TypeError(f"{name} expected at least 1 argument, got 0")
    best = best_key = missing
    for item in iterable:
        item_key = item if key is None else key(item)
        if best_key is missing or (item_key > best_key if greater else item_key < best_key):
            best, best_key = item, item_key
    if best_key is not missing:
        return best
    if default is missing:
        raise ValueError(f"{name}() iterable argument is empty")
    return default


@fallback_of(min)
def min_fallback(*arguments, key=None, default=missing):
    return _extreme("min", False, arguments, key, default)


@fallback_of(max)
def max_fallback(*arguments, key=None, default=missing):
    return _extreme("max", True, arguments, key, default)
