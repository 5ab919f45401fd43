# Python's collections module. A deque's operations are natives, so that each is atomic.

import _collections


class deque:
    def __init__(self, iterable=(), maxlen=None):
        _collections.init(self, maxlen)
        self.extend(iterable)

    append = _collections.append
    appendleft = _collections.appendleft
    pop = _collections.pop
    popleft = _collections.popleft
    clear = _collections.clear
    rotate = _collections.rotate
    reverse = _collections.reverse
    insert = _collections.insert

    @property
    def maxlen(self):
        return _collections.maxlen(self)

    def extend(self, iterable):
        for item in list(iterable) if iterable is self else iterable:
            self.append(item)

    def extendleft(self, iterable):
        for item in list(iterable) if iterable is self else iterable:
            self.appendleft(item)

    def copy(self):
        return type(self)(self, self.maxlen)

    def count(self, value):
        return _collections.as_list(self).count(value)

    def index(self, value, *bounds):
        try:
            return _collections.as_list(self).index(value, *bounds)
        except ValueError:
            raise ValueError(f"{value!r} is not in deque") from None

    def remove(self, value):
        try:
            place = _collections.as_list(self).index(value)
        except ValueError:
            raise ValueError(f"{value!r} is not in deque") from None
        _collections.erase(self, place)

    def __len__(self):
        return _collections.length(self)

    def __bool__(self):
        return _collections.length(self) > 0

    def __iter__(self):
        return _collections.iterator(self)

    def __reversed__(self):
        return reversed(_collections.as_list(self))

    def __contains__(self, value):
        return value in _collections.as_list(self)

    def __getitem__(self, index):
        return _collections.get(self, index)

    def __setitem__(self, index, value):
        _collections.set(self, index, value)

    def __delitem__(self, index):
        _collections.erase(self, index)

    def __eq__(self, other):
        return _collections.as_list(self) == _collections.as_list(other) if isinstance(other, deque) else NotImplemented

    def __lt__(self, other):
        return _collections.as_list(self) < _collections.as_list(other) if isinstance(other, deque) else NotImplemented

    def __le__(self, other):
        return _collections.as_list(self) <= _collections.as_list(other) if isinstance(other, deque) else NotImplemented

    def __gt__(self, other):
        return _collections.as_list(self) > _collections.as_list(other) if isinstance(other, deque) else NotImplemented

    def __ge__(self, other):
        return _collections.as_list(self) >= _collections.as_list(other) if isinstance(other, deque) else NotImplemented

    __hash__ = None

    def __add__(self, other):
        if not isinstance(other, deque):
            raise TypeError(f'can only concatenate deque (not "{type(other).__name__}") to deque')
        made = self.copy()
        made.extend(other)
        return made

    def __iadd__(self, other):
        self.extend(other)
        return self

    def __mul__(self, times):
        return type(self)(_collections.as_list(self) * times, self.maxlen)

    __rmul__ = __mul__

    def __copy__(self):
        return self.copy()

    def __repr__(self):
        bound = "" if self.maxlen is None else f", maxlen={self.maxlen}"
        return f"{type(self).__name__}({_collections.as_list(self)!r}{bound})"
