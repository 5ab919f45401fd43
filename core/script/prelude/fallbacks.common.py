# Shared by the other modules of fallbacks.

import warnings
from _machine import set_fallback, special

missing = object()


def refused(*arguments, **names):
    """Returned by special() for a method that the class sets to None."""
    raise TypeError("'NoneType' object is not callable")


def as_index(obj):
    """operator.index(obj); `obj` itself if it has no __index__ in Python."""
    method = special(obj, "__index__")
    return obj if method is None else checked_int(method(), "__index__ returned non-int")


def checked_int(value, what):
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


def refuses(obj, name):
    """Whether the class of `obj` disables the method, as in __iter__ = None."""
    return getattr(type(obj), name, missing) is None
