# What a match statement calls. The compiler imports this module where a pattern needs it.

from builtins import getattr, len

missing = object()
_plain = (bool, bytearray, bytes, dict, float, frozenset, int, list, set, str, tuple)


def is_sequence(value):
    cls = type(value)
    if cls is list or cls is tuple:
        return True
    if issubclass(cls, (str, bytes, bytearray)):
        return False
    if issubclass(cls, (list, tuple, range, memoryview)) or cls.__name__ == "deque" and cls.__module__ == "collections":
        return True
    return _is_registered(cls, "Sequence", "deque", "UserList")


def is_mapping(value):
    cls = type(value)
    if issubclass(cls, dict) or cls.__name__ == "mappingproxy":
        return True
    return _is_registered(cls, "Mapping", "ChainMap", "UserDict")


def _is_registered(cls, abc, *names):
    """Whether a base is an abstract class of collections.abc, or one of collections."""
    for base in cls.__mro__:
        if base.__module__ in ("collections.abc", "typing") and base.__name__ in (abc, "Mutable" + abc):
            return True
        if base.__module__ == "collections" and base.__name__ in names:
            return True
    return False


def keys(*wanted):
    seen = set()
    for key in wanted:
        if key in seen:
            raise ValueError(f"mapping pattern checks duplicate key ({key!r})")
        seen.add(key)
    return wanted


def attributes(value, cls, count, names):
    """The names of the attributes that a class pattern asks for, None for the value itself; None if the class is another."""
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a class")
    if not isinstance(value, cls):
        return None
    if count == 0:
        return names
    listed = getattr(cls, "__match_args__", missing)
    if listed is missing:
        if count == 1 and issubclass(cls, _plain):
            return (None, *names)
        listed = ()
    if type(listed) is not tuple:
        raise TypeError(f"{cls.__name__}.__match_args__ must be a tuple (got {type(listed).__name__})")
    if count > len(listed):
        own = 1 if issubclass(cls, _plain) and listed == () and not hasattr(cls, "__match_args__") else len(listed)
        raise TypeError(f"{cls.__name__}() accepts {own} positional sub-pattern{'' if own == 1 else 's'} ({count} given)")
    found = []
    for name in listed[:count]:
        if not isinstance(name, str):
            raise TypeError(f"__match_args__ elements must be strings (got {type(name).__name__})")
        if name in found:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
        found.append(name)
    for name in names:
        if name in found:
            raise TypeError(f"{cls.__name__}() got multiple sub-patterns for attribute {name!r}")
    return (*found, *names)
