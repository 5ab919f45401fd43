# Python's itertools module, as generators.

from _machine import in_c
_nothing = object()


@in_c
class chain:
    def __init__(self, *iterables):
        self._values = _chained(iterables)

    @classmethod
    def from_iterable(cls, iterable, /):
        made = cls()
        made._values = _chained(iterable)
        return made

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._values)


def _chained(iterables):
    for iterable in iterables:
        yield from iterable


@in_c
class count:
    def __init__(self, start=0, step=1):
        if not hasattr(start, "__add__") or isinstance(start, (str, list, tuple)):
            raise TypeError("a number is required")
        self._next, self._step = start, step

    def __iter__(self):
        return self

    def __next__(self):
        # One statement, so that threads that share a counter get different numbers as long as they take turns.
        value, self._next = self._next, self._next + self._step
        return value

    def __repr__(self):
        return f"count({self._next!r})" if self._step == 1 else f"count({self._next!r}, {self._step!r})"


@in_c
def cycle(iterable, /):
    return _cycle(iter(iterable))


def _cycle(iterator):
    kept = []
    for item in iterator:
        yield item
        kept.append(item)
    while kept:
        for item in kept:
            yield item


@in_c
class repeat:
    def __init__(self, object, times=None):
        self._object = object
        self._times = None if times is None else max(times, 0)

    def __iter__(self):
        return self

    def __next__(self):
        if self._times is not None:
            if self._times == 0:
                raise StopIteration
            self._times -= 1
        return self._object

    def __len__(self):
        if self._times is None:
            raise TypeError("len() of unsized object")
        return self._times

    def __repr__(self):
        return f"repeat({self._object!r})" if self._times is None else f"repeat({self._object!r}, {self._times})"


@in_c
def accumulate(iterable, func=None, *, initial=None):
    return _accumulate(iter(iterable), func, initial)


def _accumulate(iterator, func, initial):
    total = initial
    if initial is None:
        try:
            total = next(iterator)
        except StopIteration:
            return
    yield total
    for item in iterator:
        total = total + item if func is None else func(total, item)
        yield total


@in_c
def batched(iterable, n, *, strict=False):
    n = range(n).stop
    if n < 1:
        raise ValueError("n must be at least one")
    return _batched(iter(iterable), n, strict)


def _batched(iterator, n, strict):
    while batch := tuple(islice(iterator, n)):
        if strict and len(batch) != n:
            raise ValueError("batched(): incomplete batch")
        yield batch


@in_c
def combinations(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations(tuple(iterable), r)


def _combinations(pool, r):
    n = len(pool)
    if r > n:
        return
    places = list(range(r))
    while True:
        yield tuple([pool[i] for i in places])
        for i in reversed(range(r)):
            if places[i] != i + n - r:
                break
        else:
            return
        places[i] += 1
        for j in range(i + 1, r):
            places[j] = places[j - 1] + 1


@in_c
def combinations_with_replacement(iterable, r):
    if r < 0:
        raise ValueError("r must be non-negative")
    return _combinations_with_replacement(tuple(iterable), r)


def _combinations_with_replacement(pool, r):
    n = len(pool)
    if not n and r:
        return
    places = [0] * r
    while True:
        yield tuple([pool[i] for i in places])
        for i in reversed(range(r)):
            if places[i] != n - 1:
                break
        else:
            return
        places[i:] = [places[i] + 1] * (r - i)


@in_c
def compress(data, selectors):
    return _compress(iter(data), iter(selectors))


def _compress(data, selectors):
    for item, chosen in zip(data, selectors):
        if chosen:
            yield item


@in_c
def dropwhile(predicate, iterable, /):
    return _dropwhile(predicate, iter(iterable))


def _dropwhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            yield item
            break
    yield from iterator


@in_c
def filterfalse(function, iterable, /):
    return _filterfalse(function, iter(iterable))


def _filterfalse(function, iterator):
    for item in iterator:
        if not (item if function is None else function(item)):
            yield item


@in_c
class groupby:
    # A group's items come one by one; to ask for the next group skips what is left of this one.
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
        return self._key, self._group(self._key, self._turn)

    def _group(self, key, turn):
        while self._turn == turn and self._key == key:
            yield self._item
            try:
                self._take()
            except StopIteration:
                self._key = self._last_key = _nothing
                return


@in_c
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
    return _sliced(iter(iterable), start, stop, step)


def _sliced(iterator, start, stop, step):
    place = 0
    wanted = start
    while stop is None or place < stop:
        if stop is not None and wanted >= stop:
            # What lies before the end is used up all the same.
            for _ in range(stop - place):
                next(iterator, None)
            return
        try:
            item = next(iterator)
        except StopIteration:
            return
        if place == wanted:
            yield item
            wanted += step
        place += 1


@in_c
def pairwise(iterable, /):
    return _pairwise(iter(iterable))


def _pairwise(iterator):
    try:
        before = next(iterator)
    except StopIteration:
        return
    for item in iterator:
        yield before, item
        before = item


@in_c
def permutations(iterable, r=None):
    pool = tuple(iterable)
    if r is not None and not isinstance(r, int):
        raise TypeError("Expected int as r")
    if r is not None and r < 0:
        raise ValueError("r must be non-negative")
    return _permutations(pool, len(pool) if r is None else r)


def _permutations(pool, r):
    n = len(pool)
    if r > n:
        return
    places = list(range(n))
    cycles = list(range(n, n - r, -1))
    yield tuple([pool[i] for i in places[:r]])
    while n:
        for i in reversed(range(r)):
            cycles[i] -= 1
            if cycles[i] == 0:
                places[i:] = places[i + 1 :] + places[i : i + 1]
                cycles[i] = n - i
            else:
                j = cycles[i]
                places[i], places[-j] = places[-j], places[i]
                yield tuple([pool[i] for i in places[:r]])
                break
        else:
            return


@in_c
def product(*iterables, repeat=1):
    return _product([tuple(pool) for pool in iterables] * repeat)


def _product(pools):
    results = [()]
    for pool in pools:
        results = [result + (item,) for result in results for item in pool]
    yield from results


@in_c
def starmap(function, iterable, /):
    return _starmap(function, iter(iterable))


def _starmap(function, iterator):
    for arguments in iterator:
        yield function(*arguments)


@in_c
def takewhile(predicate, iterable, /):
    return _takewhile(predicate, iter(iterable))


def _takewhile(predicate, iterator):
    for item in iterator:
        if not predicate(item):
            return
        yield item


@in_c
def tee(iterable, n=2, /):
    if n < 0:
        raise ValueError("n must be >= 0")
    iterator = iter(iterable)
    kept = []

    def branch():
        place = 0
        while True:
            if place == len(kept):
                try:
                    kept.append(next(iterator))
                except StopIteration:
                    return
            yield kept[place]
            place += 1

    return tuple([branch() for _ in range(n)])


@in_c
def zip_longest(*iterables, fillvalue=None):
    iterators = [iter(iterable) for iterable in iterables]
    left = len(iterators)
    while left:
        values = []
        for place in range(len(iterators)):
            value = fillvalue
            if iterators[place] is not None:
                try:
                    value = next(iterators[place])
                except StopIteration:
                    iterators[place] = None
                    left -= 1
                    if not left:
                        return
            values.append(value)
        yield tuple(values)


del in_c  # `import *` takes what has no underscore.
