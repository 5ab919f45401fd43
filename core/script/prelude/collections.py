# Python's collections module. A deque's operations are natives, so that each is atomic, as programs with threads rely on in CPython.

import _collections
import _machine
from types import GenericAlias as _GenericAlias

_at_end = 9223372036854775807
_missing = object()


@_machine.in_c
class deque:
    __class_getitem__ = classmethod(_GenericAlias)

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

    @maxlen.setter
    def maxlen(self, value):
        raise AttributeError("attribute 'maxlen' of 'collections.deque' objects is not writable")

    # A deque that extends itself iterates over a copy, as in CPython, since an iterator would see the deque change.
    def extend(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.append(item)

    def extendleft(self, iterable, /):
        for item in list(iterable) if iterable is self else iterable:
            self.appendleft(item)

    def copy(self, /):
        return type(self)(self, self.maxlen)

    def count(self, value, /):
        return _collections.as_list(self).count(value)

    def index(self, value, start=0, stop=_at_end, /):
        try:
            return _collections.as_list(self).index(value, start, stop)
        except ValueError:
            raise ValueError(f"{value!r} is not in deque") from None

    def remove(self, value, /):
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

    def __imul__(self, times):
        items = _collections.as_list(self) * times
        self.clear()
        self.extend(items)
        return self

    def __copy__(self):
        return self.copy()

    def __repr__(self):
        if not _machine.enter_repr(self):
            return "[...]"
        try:
            bound = "" if self.maxlen is None else f", maxlen={self.maxlen}"
            return f"{type(self).__name__}({_collections.as_list(self)!r}{bound})"
        finally:
            _machine.leave_repr(self)


def _merged(left, right):
    """Updates `left`, a new dict, with `right`, and returns it."""
    left.update(right)
    return left


@_machine.in_c
class defaultdict(dict):
    def __init__(self, default_factory=None, /, *args, **kwargs):
        if default_factory is not None and not callable(default_factory):
            raise TypeError("first argument must be callable or None")
        super().__init__(*args, **kwargs)
        self.default_factory = default_factory

    def __missing__(self, key):
        if self.default_factory is None:
            raise KeyError(key)
        # setdefault is atomic: two threads that miss the same key get the same value.
        return self.setdefault(key, self.default_factory())

    def copy(self):
        return type(self)(self.default_factory, self)

    __copy__ = copy

    def __or__(self, other):
        return _merged(self.copy(), other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return _merged(type(self)(self.default_factory, other), self) if isinstance(other, dict) else NotImplemented

    def __repr__(self):
        return f"{type(self).__name__}({self.default_factory!r}, {dict.__repr__(self)})"


@_machine.in_c
class OrderedDict(dict):
    # Calls dict's own methods, because a subclass's overrides may call these methods in turn.
    def move_to_end(self, key, last=True):
        value = dict.pop(self, key)
        if last:
            dict.__setitem__(self, key, value)
            return
        rest = list(dict.items(self))
        dict.clear(self)
        dict.__setitem__(self, key, value)
        dict.update(self, rest)

    def popitem(self, last=True):
        if not self:
            raise KeyError("dictionary is empty")
        key = next(dict.__reversed__(self)) if last else next(dict.__iter__(self))
        return key, dict.pop(self, key)

    def pop(self, key, default=_missing):
        return dict.pop(self, key) if default is _missing else dict.pop(self, key, default)

    def setdefault(self, key, default=None):
        return dict.setdefault(self, key, default)

    @classmethod
    def fromkeys(cls, iterable, value=None):
        made = cls()
        for key in iterable:
            made[key] = value
        return made

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __eq__(self, other):
        if isinstance(other, OrderedDict):
            return list(self.items()) == list(other.items())
        return dict.__eq__(self, other)

    def __or__(self, other):
        return _merged(self.copy(), other) if isinstance(other, dict) else NotImplemented

    def __ror__(self, other):
        return _merged(type(self)(other), self) if isinstance(other, dict) else NotImplemented

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        if not _machine.enter_repr(self):
            return "..."
        try:
            return f"{type(self).__name__}({dict(self.items())!r})"
        finally:
            _machine.leave_repr(self)


class Counter(dict):
    def __init__(self, iterable=None, /, **kwds):
        super().__init__()
        self.update(iterable, **kwds)

    def __missing__(self, key):
        return 0

    def most_common(self, n=None):
        ordered = sorted(self.items(), key=lambda pair: pair[1], reverse=True)
        return ordered if n is None else ordered[:n]

    def elements(self):
        for element, count in self.items():
            for _ in range(count):
                yield element

    def total(self):
        return sum(self.values())

    @classmethod
    def fromkeys(cls, iterable, v=None):
        raise NotImplementedError("Counter.fromkeys() is undefined.  Use Counter(iterable) instead.")

    def update(self, iterable=None, /, **kwds):
        if isinstance(iterable, dict):
            if self:
                for element, count in iterable.items():
                    self[element] = count + self.get(element, 0)
            else:
                super().update(iterable)
        elif iterable is not None:
            for element in iterable:
                self[element] = self.get(element, 0) + 1
        if kwds:
            self.update(kwds)

    def subtract(self, iterable=None, /, **kwds):
        if isinstance(iterable, dict):
            for element, count in iterable.items():
                self[element] = self.get(element, 0) - count
        elif iterable is not None:
            for element in iterable:
                self[element] = self.get(element, 0) - 1
        if kwds:
            self.subtract(kwds)

    def copy(self):
        return type(self)(self)

    __copy__ = copy

    def __delitem__(self, element):
        if element in self:
            super().__delitem__(element)

    # For +, -, & and |: combines the counts of each element, and drops those that are not positive.
    def _combined(self, other, combine):
        if not isinstance(other, Counter):
            return NotImplemented
        result = Counter()
        for element in self:
            count = combine(self[element], other[element])
            if count > 0:
                result[element] = count
        for element in other:
            if element not in self:
                count = combine(0, other[element])
                if count > 0:
                    result[element] = count
        return result

    def __eq__(self, other):
        if not isinstance(other, Counter):
            return dict.__eq__(self, other)
        return all([self[element] == other[element] for mapping in (self, other) for element in mapping])

    def __ne__(self, other):
        if not isinstance(other, Counter):
            return dict.__ne__(self, other)
        return not self == other

    def __le__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[element] <= other[element] for mapping in (self, other) for element in mapping])

    def __lt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self <= other and self != other

    def __ge__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return all([self[element] >= other[element] for mapping in (self, other) for element in mapping])

    def __gt__(self, other):
        if not isinstance(other, Counter):
            return NotImplemented
        return self >= other and self != other

    __hash__ = None

    def __add__(self, other):
        return self._combined(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self._combined(other, lambda a, b: a - b)

    def __and__(self, other):
        return self._combined(other, min)

    def __or__(self, other):
        return self._combined(other, max)

    def _keep_positive(self):
        for element in [element for element, count in self.items() if not count > 0]:
            del self[element]
        return self

    def __iadd__(self, other):
        for element, count in other.items():
            self[element] += count
        return self._keep_positive()

    def __isub__(self, other):
        for element, count in other.items():
            self[element] -= count
        return self._keep_positive()

    def __ior__(self, other):
        for element, count in other.items():
            if count > self[element]:
                self[element] = count
        return self._keep_positive()

    def __iand__(self, other):
        for element, count in self.items():
            if other[element] < count:
                self[element] = other[element]
        return self._keep_positive()

    def __pos__(self):
        return self + Counter()

    def __neg__(self):
        return Counter() - self

    def __repr__(self):
        if not self:
            return f"{type(self).__name__}()"
        try:
            ordered = self.most_common()
        except TypeError:
            ordered = self.items()
        shown = ", ".join([f"{element!r}: {count!r}" for element, count in ordered])
        return f"{type(self).__name__}({{{shown}}})"


_keywords = set(
    "False None True and as assert async await break class continue def del elif else except finally for from global if import "
    "in is lambda nonlocal not or pass raise return try while with yield".split()
)


def _check_names(typename, names, rename):
    if rename:
        seen = set()
        for place, name in enumerate(names):
            if not name.isidentifier() or name in _keywords or name.startswith("_") or name in seen:
                names[place] = f"_{place}"
            seen.add(name)
    for name in [typename] + names:
        if not name.isidentifier():
            raise ValueError(f"Type names and field names must be valid identifiers: {name!r}")
        if name in _keywords:
            raise ValueError(f"Type names and field names cannot be a keyword: {name!r}")
    seen = set()
    for name in names:
        if name.startswith("_") and not rename:
            raise ValueError(f"Field names cannot start with an underscore: {name!r}")
        if name in seen:
            raise ValueError(f"Encountered duplicate field name: {name!r}")
        seen.add(name)


def _listed(names):
    quoted = [f"'{name}'" for name in names]
    if len(quoted) < 3:
        return " and ".join(quoted)
    return ", ".join(quoted[:-1]) + ", and " + quoted[-1]


def namedtuple(typename, field_names, *, rename=False, defaults=None, module=None):
    typename = str(typename)
    names = field_names.replace(",", " ").split() if isinstance(field_names, str) else [str(name) for name in field_names]
    _check_names(typename, names, rename)
    last = [] if defaults is None else list(defaults)
    if len(last) > len(names):
        raise TypeError("Got more default values than field names")
    default_of = dict(zip(names[len(names) - len(last) :], last))
    where = f"{typename}.__new__()"

    class made(tuple):
        __slots__ = ()
        _fields = __match_args__ = tuple(names)
        _field_defaults = default_of

        # CPython compiles __new__ from text, with the fields as parameters. Threadbox does not have exec(), so this one binds the
        # arguments itself, and raises the errors that such a function would.
        def __new__(cls, /, *args, **kwargs):
            if len(args) > len(names):
                most, least = len(names) + 1, len(names) - len(last) + 1
                span = f"{most}" if most == least else f"from {least} to {most}"
                noun = "argument" if most == 1 else "arguments"
                raise TypeError(f"{where} takes {span} positional {noun} but {len(args) + 1} were given")
            values = dict(zip(names, args))
            for name, value in kwargs.items():
                if name not in names:
                    raise TypeError(f"{where} got an unexpected keyword argument '{name}'")
                if name in values:
                    raise TypeError(f"{where} got multiple values for argument '{name}'")
                values[name] = value
            values = {**default_of, **values}
            missing = [name for name in names if name not in values]
            if missing:
                noun = "argument" if len(missing) == 1 else "arguments"
                raise TypeError(f"{where} missing {len(missing)} required positional {noun}: {_listed(missing)}")
            return tuple.__new__(cls, [values[name] for name in names])

        @classmethod
        def _make(cls, iterable):
            values = tuple(iterable)
            if len(values) != len(names):
                raise TypeError(f"Expected {len(names)} arguments, got {len(values)}")
            return tuple.__new__(cls, values)

        def _asdict(self):
            return dict(zip(self._fields, self))

        def _replace(self, /, **kwds):
            values = [kwds.pop(name, value) for name, value in zip(names, self)]
            if kwds:
                raise TypeError(f"Got unexpected field names: {list(kwds)!r}")
            return self._make(values)

        __replace__ = _replace

        def __getnewargs__(self):
            return tuple(self)

        def __repr__(self):
            shown = ", ".join([f"{name}={value!r}" for name, value in zip(names, self)])
            return f"{type(self).__name__}({shown})"

    for place, name in enumerate(names):
        setattr(made, name, _Item(place))
    made.__doc__ = f"{typename}({', '.join(names)})"
    made.__name__ = made.__qualname__ = typename
    for name, member in made.__dict__.items():
        if callable(member):
            member.__qualname__ = f"{typename}.{member.__name__}"
    made.__module__ = "__main__" if module is None else module
    return made


# A field of a named tuple: CPython's _collections._tuplegetter, whose repr() this has.
class _Item:
    def __init__(self, place):
        self._place = place
        self.__doc__ = f"Alias for field number {place}"

    def __get__(self, instance, owner=None):
        return self if instance is None else instance[self._place]

    def __set__(self, instance, value):
        raise AttributeError("can't set attribute")

    def __delete__(self, instance):
        raise AttributeError("can't delete attribute")

    def __repr__(self):
        return f"_tuplegetter({self._place}, {self.__doc__!r})"


class ChainMap:
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, *maps):
        self.maps = list(maps) or [{}]

    def __getitem__(self, key):
        for mapping in self.maps:
            if key in mapping:
                return mapping[key]
        return self.__missing__(key)

    def get(self, key, default=None):
        return self[key] if key in self else default

    def __contains__(self, key):
        return any([key in mapping for mapping in self.maps])

    def __setitem__(self, key, value):
        self.maps[0][key] = value

    def __delitem__(self, key):
        if key not in self.maps[0]:
            raise KeyError(f"Key not found in the first mapping: {key!r}")
        del self.maps[0][key]

    def __iter__(self):
        merged = {}
        for mapping in reversed(self.maps):
            merged.update(mapping)
        return iter(merged)

    def __len__(self):
        return len(list(iter(self)))

    def __missing__(self, key):
        raise KeyError(key)

    def __bool__(self):
        return any(self.maps)

    def __eq__(self, other):
        return dict(self.items()) == dict(other.items()) if isinstance(other, (dict, ChainMap)) else NotImplemented

    __hash__ = None

    def _merged(self):
        return {key: self[key] for key in self}

    def keys(self):
        return self._merged().keys()

    def values(self):
        return self._merged().values()

    def items(self):
        return self._merged().items()

    def pop(self, key, *args):
        try:
            return self.maps[0].pop(key, *args)
        except KeyError:
            raise KeyError(f"Key not found in the first mapping: {key!r}") from None

    def popitem(self):
        try:
            return self.maps[0].popitem()
        except KeyError:
            raise KeyError("No keys found in the first mapping.") from None

    def clear(self):
        self.maps[0].clear()

    def setdefault(self, key, default=None):
        if key not in self:
            self[key] = default
        return self[key]

    def update(self, other=(), /, **kwds):
        for key, value in dict(other, **kwds).items():
            self[key] = value

    @classmethod
    def fromkeys(cls, iterable, value=None, /):
        return cls(dict.fromkeys(iterable, value))

    def copy(self):
        return type(self)(self.maps[0].copy(), *self.maps[1:])

    __copy__ = copy

    def __or__(self, other):
        if not isinstance(other, (dict, ChainMap)):
            return NotImplemented
        made = self.copy()
        made.maps[0].update(other)
        return made

    def __ror__(self, other):
        if not isinstance(other, (dict, ChainMap)):
            return NotImplemented
        made = dict(other)
        for mapping in reversed(self.maps):
            made.update(mapping)
        return type(self)(made)

    def __ior__(self, other):
        self.maps[0].update(other)
        return self

    def new_child(self, m=None, **kwargs):
        if m is None:
            m = kwargs
        elif kwargs:
            m.update(kwargs)
        return type(self)(m, *self.maps)

    @property
    def parents(self):
        return type(self)(*self.maps[1:])

    def __repr__(self):
        return f"{type(self).__name__}({', '.join([repr(mapping) for mapping in self.maps])})"


__all__ = [
    "ChainMap", "Counter", "OrderedDict", "defaultdict", "deque", "namedtuple",
]
