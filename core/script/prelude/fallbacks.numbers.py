# Functions over numbers that have __int__, __float__ or __index__ in Python.

import _math
import warnings
from _machine import special
from fallbacks.common import as_index, checked_int, fallback_of, missing

_of_floats = list(_math.__dict__.values())


def call_with_numbers(function, arguments, keywords):
    if not any([_stands_for_number(argument) for argument in (*arguments, *keywords.values())]):
        raise NotImplementedError(f"Threadbox cannot call a special method in {function.__name__}() yet")
    if function in _of_floats:
        # Functions of floats try __float__ before __index__, as PyFloat_AsDouble() does.
        return function(*[float(argument) if _stands_for_number(argument) else argument for argument in arguments])
    return function(*[_number(argument) for argument in arguments], **{name: _number(value) for name, value in keywords.items()})


def _stands_for_number(value):
    return special(value, "__index__") is not None or special(value, "__float__") is not None


def _number(value):
    if special(value, "__index__") is not None:
        return as_index(value)
    return value if special(value, "__float__") is None else float(value)


@fallback_of(int)
def int_fallback(obj, base=missing):
    if base is not missing:
        return int(obj, as_index(base))
    method = special(obj, "__int__")
    if method is not None:
        return checked_int(method(), "__int__ returned non-int")
    if special(obj, "__index__") is not None:
        return as_index(obj)
    warnings.warn("The delegation of int() to __trunc__ is deprecated.", DeprecationWarning, stacklevel=2)
    value = special(obj, "__trunc__")()
    if isinstance(value, int) or special(value, "__index__") is not None:
        return int(as_index(value))
    raise TypeError(f"__trunc__ returned non-Integral (type {type(value).__name__})")


@fallback_of(float)
def float_fallback(obj):
    method = special(obj, "__float__")
    if method is None:
        return float(as_index(obj))
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
    return hex(as_index(obj))


@fallback_of(oct)
def oct_fallback(obj):
    return oct(as_index(obj))


@fallback_of(bin)
def bin_fallback(obj):
    return bin(as_index(obj))
