# Python's itertools module. CPython's is in C, so that an exception does not end an iterator, and threads can share it: an iterator
# whose step may raise or wait is a function that returns the next item, not a generator. Without the GIL
# several threads may be in one step: a step first copies into a local variable whatever another thread may end.

import _machine
_nothing = object()


def _class(make):
    """Makes the class of the iterators that `make` returns as step functions or generators."""
    _machine.in_c(make)
    cls = _machine.iterator_class(make.__name__, "itertools", lambda *arguments, **names: _machine.iterator(make(*arguments, **names), cls))
    return cls


def _until_it_raises(step):
    """Wraps a step function so that it is not called again after it has raised."""
    def once():
        nonlocal step
        asked = step
        if asked is None:
            raise StopIteration
        try:
            return asked()
        except BaseException:
            step = None
            raise

    return once


@_machine.in_c
class chain:
    def __init__(self, *iterables):
        self._iterables, self._values = iter(iterables), None

    @classmethod
    def from_iterable(cls, iterable, /):
        made = cls()
        made._iterables = iter(iterable)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        while True:
            values = self._values
            if values is None:
                iterables = self._iterables
                if iterables is None:
                    raise StopIteration
                try:
                    values = self._values = iter(next(iterables))
                except BaseException:
                    self._iterables = None
                    raise
            try:
                return next(values)
            except StopIteration:
                self._values = None


@_machine.in_c
class count:
    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self._next, self._step = start, step

    def __iter__(self):
        return self

    def __next__(self):
        # One statement, so that with the GIL threads that share a counter get different numbers.
        value, self._next = self._next, self._next + self._step
        return value

    def __repr__(self):
        return f"count({self._next!r})" if self._step == 1 else f"count({self._next!r}, {self._step!r})"


@_class
def cycle(iterable, /):
    iterator, kept, again = iter(iterable), [], iter(())

    def step():
        nonlocal iterator, again
        source = iterator
        if source is not None:
            try:
                item = next(source)
            except StopIteration:
                iterator = None
            else:
                kept.append(item)
                return item
        for item in again:
            return item
        again = items = iter(kept)
        for item in items:
            return item
        raise StopIteration

    return step


@_machine.in_c
class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times <= 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __len__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        return f"repeat({self._object!r})" if self._times is None else f"repeat({self._object!r}, {self._times})"


@_class
def accumulate(iterable, func=None, *, initial=None):
    iterator, total = iter(iterable), _nothing

    def step():
        nonlocal initial, total
        first = initial
        if first is not None:
            total, initial = first, None
        else:
            item = next(iterator)
            total = item if total is _nothing else total + item if func is None else func(total, item)
        return total

    return step


@_class
def batched(iterable, n, *, strict=False):
    n = range(n).stop
    if n < 1:
        raise ValueError("n must be at least one")
    iterator = iter(iterable)

    def step():
        batch = tuple(islice(iterator, n))
        if not batch:
            raise StopIteration
        if strict and len(batch) != n:
            raise ValueError("batched(): incomplete batch")
        return batch

    return _until_it_raises(step)


def _pool(iterable, r):
    r = range(r).stop
    pool = tuple(iterable)
    if r < 0:
        raise ValueError("r must be non-negative")
    return pool, len(pool), r


def _picks(pool, places, following):
    """A step function over tuples of the pool's items. `places` are the indices of the first tuple, None for no tuple;
    following(places) returns those of the next in a new list, so that threads that share the iterator see whole ones."""
    def step():
        nonlocal places
        at = places
        if at is None:
            raise StopIteration
        places = following(at)
        return tuple([pool[place] for place in at])

    return step


@_class
def combinations(iterable, r):
    pool, n, r = _pool(iterable, r)
    last, spare = r - 1, n - r

    def following(places):
        i = last
        while i >= 0 and places[i] == i + spare:
            i -= 1
        if i < 0:
            return None
        after = places[:]
        after[i] += 1
        if i < last:
            after[i:] = range(after[i], after[i] + r - i)
        return after

    return _picks(pool, list(range(r)) if r <= n else None, following)


@_class
def combinations_with_replacement(iterable, r):
    pool, n, r = _pool(iterable, r)
    last = r - 1

    def following(places):
        i = last
        while i >= 0 and places[i] == n - 1:
            i -= 1
        return None if i < 0 else places[:i] + [places[i] + 1] * (r - i)

    return _picks(pool, [0] * r if n or not r else None, following)


@_class
def compress(data, selectors):
    data, selectors = iter(data), iter(selectors)

    def step():
        while True:
            item = next(data)
            if next(selectors):
                return item

    return step


@_class
def dropwhile(predicate, iterable, /):
    iterator, dropping = iter(iterable), True

    def step():
        nonlocal dropping
        while True:
            item = next(iterator)
            if not dropping:
                return item
            if not predicate(item):
                dropping = False
                return item

    return step


@_class
def filterfalse(function, iterable, /):
    iterator = iter(iterable)

    def step():
        while True:
            item = next(iterator)
            if not (item if function is None else function(item)):
                return item

    return step


@_machine.in_c
class groupby:
    # A group is an iterator over the same source; advancing to the next group skips the rest of this one.
    def __init__(self, iterable, key=None):
        self._iterator = iter(iterable)
        self._key_of = key
        self._last_key = self._key = self._item = _nothing
        self._turn = 0

    def __iter__(self):
        return self

    def _take(self):
        self._item = next(self._iterator)
        self._key = self._item if self._key_of is None else self._key_of(self._item)

    def __next__(self):
        self._turn += 1
        while self._key is _nothing or self._key == self._last_key:
            self._take()
        self._last_key = self._key
        return self._key, _machine.iterator(self._group(self._key, self._turn), _grouper)

    def _group(self, key, turn):
        def step():
            if self._turn != turn:
                raise StopIteration
            if self._item is _nothing:
                self._take()
            if self._key != key:
                raise StopIteration
            item, self._item = self._item, _nothing
            return item

        return step


_grouper = _machine.iterator_class("_grouper", "itertools")


@_class
def islice(iterable, start, stop=_nothing, step=None, /):
    if stop is _nothing:
        start, stop = None, start
    start = 0 if start is None else start
    step = 1 if step is None else step
    if stop is not None and (not isinstance(stop, int) or stop < 0):
        raise ValueError("Stop argument for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not isinstance(start, int) or start < 0:
        raise ValueError("Indices for islice() must be None or an integer: 0 <= x <= sys.maxsize.")
    if not isinstance(step, int) or step < 1:
        raise ValueError("Step for islice() must be a positive integer or None.")
    iterator, place, wanted = iter(iterable), 0, start

    def take():
        nonlocal iterator, place, wanted
        source = iterator
        if source is None:
            raise StopIteration
        try:
            while place < wanted:
                next(source)
                place += 1
            if stop is None or place < stop:
                item = next(source)
                place += 1
                wanted += step
                # The items before the stop are consumed all the same.
                if stop is not None and wanted > stop:
                    wanted = stop
                return item
        except BaseException:
            iterator = None
            raise
        iterator = None
        raise StopIteration

    return take


@_class
def pairwise(iterable, /):
    iterator, before = iter(iterable), _nothing

    def step():
        nonlocal before
        first = before
        if first is _nothing:
            first = before = next(iterator)
        pair = first, next(iterator)
        before = pair[1]
        return pair

    return _until_it_raises(step)


@_class
def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None and not isinstance(r, int):
        raise TypeError("Expected int as r")
    n = len(pool)
    r = n if r is None else r
    if r < 0:
        raise ValueError("r must be non-negative")
    places = (list(range(n)), list(range(n, n - r, -1))) if r <= n else None

    def step():
        nonlocal places
        both = places
        if both is None:
            raise StopIteration
        order, cycles = both
        permutation = tuple([pool[place] for place in order[:r]])
        order, cycles = order[:], cycles[:]
        following = None
        for i in reversed(range(r)):
            left = cycles[i] - 1
            if left:
                cycles[i] = left
                order[i], order[-left] = order[-left], order[i]
                following = order, cycles
                break
            order.append(order.pop(i))
            cycles[i] = n - i
        places = following
        return permutation

    return step


@_class
def product(*iterables, repeat=1):
    if range(repeat).stop < 0:
        raise ValueError("repeat argument cannot be negative")
    pools = [tuple(pool) for pool in iterables] * repeat
    first = iter([()])
    step = lambda: next(first)
    for pool in pools:
        step = _extended(step, pool)
    return step


def _extended(next_prefix, pool):
    """A step function that appends each item of the pool to each tuple from next_prefix()."""
    row = (), iter(())

    def step():
        nonlocal row
        while True:
            prefix, items = row
            item = next(items, _nothing)
            if item is not _nothing:
                return prefix + (item,)
            row = next_prefix(), iter(pool)

    return step


@_class
def starmap(function, iterable, /):
    iterator = iter(iterable)
    return lambda: function(*tuple(next(iterator)))


@_class
def takewhile(predicate, iterable, /):
    iterator, taking = iter(iterable), True

    def step():
        nonlocal taking
        if taking:
            item = next(iterator)
            if predicate(item):
                return item
            taking = False
        raise StopIteration

    return step


_tee = _machine.iterator_class("_tee", "itertools")


@_machine.in_c
def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    source = iter(iterable)
    kept = []

    def branch():
        place = 0

        def step():
            nonlocal place
            at = place
            if at == len(kept):
                kept.append(next(source))
            place = at + 1
            return kept[at]

        return _machine.iterator(step, _tee)

    return tuple([branch() for _ in range(n)])


@_class
def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    left = len(iterators)

    def step():
        nonlocal left
        values = []
        for place in range(len(iterators)):
            value, source = fillvalue, iterators[place]
            if source is not None:
                try:
                    value = next(source)
                except StopIteration:
                    iterators[place] = None
                    left -= 1
            values.append(value)
        if left <= 0:
            raise StopIteration
        return tuple(values)

    return _until_it_raises(step)


