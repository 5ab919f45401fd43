# Operators and comparisons. binary(), in_place() and compare() take the operator as the operand of its instruction: BinaryOp and CompareOp.

import warnings
from _machine import plain_binary, plain_iter, plain_not_equal, set_fallback, shape, special, unordered
from fallbacks.bytes_format import percent_of_bytes
from fallbacks.common import as_index, fallback_of, missing
from fallbacks.items import sized
from fallbacks.tables import dict_update
from fallbacks.text import percent
from types import _union

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


@fallback_of(bool)
def bool_fallback(obj):
    return truth(obj)


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
        return percent(a, b)
    if op == 5 and isinstance(a, (bytes, bytearray)):
        return percent_of_bytes(a, b)
    if op == 2:
        # Repeats a sequence as often as an object's __index__ says.
        if special(b, "__index__") is not None:
            return a * sized(as_index(b), b, OverflowError)
        if special(a, "__index__") is not None:
            return sized(as_index(a), a, OverflowError) * b
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


_with_own_not_equal = (int, float, str, list, tuple, dict, set, frozenset, bytes, bytearray)


def _inherited_not_equal(obj, other):
    if not isinstance(obj, _with_own_not_equal):
        return object.__ne__(obj, other)  # It negates the object's own __eq__.
    kind = shape(obj)
    if kind == "":
        return plain_not_equal(obj, other)
    return not _equal_parts(obj, other, kind) if kind == shape(other) else NotImplemented


def not_equal(a, b):
    for obj, other in ((b, a), (a, b)) if _right_first(a, b) else ((a, b), (b, a)):
        method = special(obj, "__ne__")
        result = _inherited_not_equal(obj, other) if method is None else method(other)
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
            other = b.get(key, missing)
            if other is missing or not (value is other or value == other):
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


@fallback_of(object.__eq__)
def eq_fallback(a, b):
    return _equal_parts(a, b, shape(a))


@fallback_of(object.__ne__)
def ne_fallback(a, b):
    method = special(a, "__eq__")
    # Without an __eq__ in Python it is a container with items that C++ cannot compare.
    result = _equal_parts(a, b, shape(a)) if method is None else method(b)
    return result if result is NotImplemented else not result


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


def _own_comparison(op):
    return lambda a, b: _ordered_parts(a, b, shape(a), op)


for _cls in (list, tuple, set, frozenset):
    for _op in (0, 1, 4, 5):
        set_fallback(getattr(_cls, _comparisons[_op]), _own_comparison(_op))
