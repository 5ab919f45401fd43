# Python's copy module. There is no pickling protocol: objects are copied by __copy__, __deepcopy__, or attribute by attribute.

import collections as _collections
import types as _types

__all__ = ["Error", "copy", "deepcopy", "replace"]


class Error(Exception):
    pass


error = Error

_immutable = (
    _types.NoneType, _types.EllipsisType, _types.NotImplementedType, int, float, bool, str, range, slice, type, _types.FunctionType,
    _types.BuiltinFunctionType,
)


def _new_like(x):
    cls = type(x)
    if hasattr(cls, "__getstate__") and cls.__getstate__ is not object.__getstate__:
        raise Error(f"un(shallow)copyable object of type {cls}")
    return cls.__new__(cls)


def _slot_names(cls):
    names = []
    for base in cls.__mro__:
        slots = base.__dict__.get("__slots__", ())
        for name in [slots] if isinstance(slots, str) else slots:
            if name not in ("__dict__", "__weakref__"):
                names.append(name)
    return names


def _copy_attributes(source, target, of):
    for name, value in list(getattr(source, "__dict__", {}).items()):
        target.__dict__[name] = of(value)
    for name in _slot_names(type(source)):
        if hasattr(source, name):
            setattr(target, name, of(getattr(source, name)))


def _has_own_new(cls):
    # Such as locks: what is made in C++ has no copies.
    return cls.__module__ in ("_thread", "_threadbox", "_queue") or cls.__name__ in ("generator", "module")


def copy(x):
    cls = type(x)
    if cls in _immutable or isinstance(x, type):
        return x
    if cls is tuple or cls is frozenset:
        return x
    if cls in (list, dict, set, _collections.deque):
        return x.copy()
    copier = getattr(cls, "__copy__", None)
    if copier is not None:
        return copier(x)
    if _has_own_new(cls):
        raise TypeError(f"cannot pickle '{_qualified(cls)}' object")
    if isinstance(x, BaseException):
        made = cls.__new__(cls, *x.args)
        made.args = x.args
        _copy_attributes(x, made, lambda value: value)
        return made
    if isinstance(x, (list, set, frozenset, tuple, dict)):
        return _copy_of_container(x, lambda value: value)
    made = _new_like(x)
    _copy_attributes(x, made, lambda value: value)
    return made


def _qualified(cls):
    return cls.__qualname__ if cls.__module__ == "builtins" else f"{cls.__module__}.{cls.__qualname__}"


def _copy_of_container(x, of):
    # An instance of a program's class that derives from a container.
    cls = type(x)
    if isinstance(x, (tuple, frozenset)):
        made = cls.__new__(cls, *[of(item) for item in x]) if hasattr(cls, "_fields") else cls.__new__(cls, [of(item) for item in x])
    else:
        made = cls.__new__(cls)
        if isinstance(x, _collections.defaultdict):
            made.default_factory = x.default_factory
        if isinstance(x, list):
            list.extend(made, [of(item) for item in list.__iter__(x)])
        elif isinstance(x, set):
            for item in set.__iter__(x):
                set.add(made, of(item))
        else:
            for key, value in list(x.items()):
                made[of(key)] = of(value)
    _copy_attributes(x, made, of)
    return made


def deepcopy(x, memo=None, _nil=[]):
    cls = type(x)
    if cls in _immutable or isinstance(x, type):
        return x
    if memo is None:
        memo = {}
    known = memo.get(id(x), _nil)
    if known is not _nil:
        return known
    made = _deep(x, cls, memo)
    if made is not x:
        memo[id(x)] = made
        # So that the original lives, and keeps its id, as long as the memo does.
        memo.setdefault(id(memo), []).append(x)
    return made


def _deep(x, cls, memo):
    def of(value):
        return deepcopy(value, memo)

    if cls is list:
        made = memo[id(x)] = []
        for item in x:
            made.append(of(item))
        return made
    if cls is dict:
        made = memo[id(x)] = {}
        for key, value in x.items():
            made[of(key)] = of(value)
        return made
    if cls is tuple:
        items = [of(item) for item in x]
        # A tuple that contains itself has been copied meanwhile.
        if id(x) in memo:
            return memo[id(x)]
        return x if all([new is old for new, old in zip(items, x)]) else tuple(items)
    if cls is set:
        return {of(item) for item in x}
    if cls is frozenset:
        return frozenset([of(item) for item in x])
    copier = getattr(cls, "__deepcopy__", None)
    if copier is not None:
        return copier(x, memo)
    if cls.__name__ == "method" and hasattr(x, "__func__"):
        return x.__func__.__get__(of(x.__self__))
    if _has_own_new(cls):
        raise TypeError(f"cannot pickle '{_qualified(cls)}' object")
    if cls is _collections.deque:
        made = memo[id(x)] = _collections.deque((), x.maxlen)
        made.extend([of(item) for item in x])
        return made
    if isinstance(x, BaseException):
        made = memo[id(x)] = cls.__new__(cls, *x.args)
        made.args = of(x.args)
        _copy_attributes(x, made, of)
        return made
    if isinstance(x, (list, set, frozenset, tuple, dict)):
        if isinstance(x, (list, dict)) and not isinstance(x, (_collections.OrderedDict, _collections.defaultdict)):
            return _deep_container(x, cls, memo, of)
        return _copy_of_container(x, of)
    made = memo[id(x)] = _new_like(x)
    _copy_attributes(x, made, of)
    return made


def _deep_container(x, cls, memo, of):
    made = memo[id(x)] = cls.__new__(cls)
    if isinstance(x, list):
        list.extend(made, [of(item) for item in list.__iter__(x)])
    else:
        for key, value in list(x.items()):
            made[of(key)] = of(value)
    _copy_attributes(x, made, of)
    return made


def replace(obj, /, **changes):
    method = getattr(type(obj), "__replace__", None)
    if method is None:
        raise TypeError(f"replace() does not support {type(obj).__name__} objects")
    return method(obj, **changes)
