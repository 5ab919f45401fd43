# Python's operator module.

from _machine import in_c as _in_c

__all__ = [
    "abs", "add", "and_", "attrgetter", "call", "concat", "contains", "countOf", "delitem", "eq", "floordiv", "ge", "getitem", "gt", "iadd",
    "iand", "iconcat", "ifloordiv", "ilshift", "imatmul", "imod", "imul", "index", "indexOf", "inv", "invert", "ior", "ipow", "irshift",
    "is_", "is_not", "isub", "itemgetter", "itruediv", "ixor", "le", "length_hint", "lshift", "lt", "matmul", "methodcaller", "mod", "mul",
    "ne", "neg", "not_", "or_", "pos", "pow", "rshift", "setitem", "sub", "truediv", "truth", "xor",
]

_abs = abs


# --- comparisons, truth, identity

@_in_c
def lt(a, b, /):
    return a < b


@_in_c
def le(a, b, /):
    return a <= b


@_in_c
def eq(a, b, /):
    return a == b


@_in_c
def ne(a, b, /):
    return a != b


@_in_c
def ge(a, b, /):
    return a >= b


@_in_c
def gt(a, b, /):
    return a > b


@_in_c
def not_(a, /):
    return not a


@_in_c
def truth(a, /):
    return bool(a)


@_in_c
def is_(a, b, /):
    return a is b


@_in_c
def is_not(a, b, /):
    return a is not b


# --- arithmetic

@_in_c
def abs(a, /):
    return _abs(a)


@_in_c
def add(a, b, /):
    return a + b


@_in_c
def and_(a, b, /):
    return a & b


@_in_c
def floordiv(a, b, /):
    return a // b


@_in_c
def index(a, /):
    if isinstance(a, int):
        return int(a)
    method = getattr(type(a), "__index__", None)
    if method is None:
        raise TypeError(f"'{type(a).__name__}' object cannot be interpreted as an integer")
    result = method(a)
    if not isinstance(result, int):
        raise TypeError(f"__index__ returned non-int (type {type(result).__name__})")
    return result


@_in_c
def inv(a, /):
    return ~a


@_in_c
def invert(a, /):
    return ~a


@_in_c
def lshift(a, b, /):
    return a << b


@_in_c
def mod(a, b, /):
    return a % b


@_in_c
def mul(a, b, /):
    return a * b


@_in_c
def matmul(a, b, /):
    return a @ b


@_in_c
def neg(a, /):
    return -a


@_in_c
def or_(a, b, /):
    return a | b


@_in_c
def pos(a, /):
    return +a


@_in_c
def pow(a, b, /):
    return a ** b


@_in_c
def rshift(a, b, /):
    return a >> b


@_in_c
def sub(a, b, /):
    return a - b


@_in_c
def truediv(a, b, /):
    return a / b


@_in_c
def xor(a, b, /):
    return a ^ b


# --- sequences

def _must_be_sequence(value, sentence):
    if not hasattr(type(value), "__getitem__") or isinstance(value, dict):
        raise TypeError(sentence)


@_in_c
def concat(a, b, /):
    _must_be_sequence(a, f"'{type(a).__name__}' object can't be concatenated")
    return a + b


@_in_c
def contains(a, b, /):
    return b in a


@_in_c
def countOf(a, b, /):
    count = 0
    for item in a:
        if item is b or item == b:
            count += 1
    return count


@_in_c
def delitem(a, b, /):
    del a[b]


@_in_c
def getitem(a, b, /):
    return a[b]


@_in_c
def indexOf(a, b, /):
    place = 0
    for item in a:
        if item is b or item == b:
            return place
        place += 1
    raise ValueError("sequence.index(x): x not in sequence")


@_in_c
def setitem(a, b, c, /):
    a[b] = c


@_in_c
def length_hint(obj, default=0, /):
    if not isinstance(default, int):
        raise TypeError(f"'{type(default).__name__}' object cannot be interpreted as an integer")
    if hasattr(type(obj), "__len__"):
        return len(obj)
    hint = getattr(type(obj), "__length_hint__", None)
    if hint is None:
        return default
    try:
        length = hint(obj)
    except TypeError:
        return default
    if length is NotImplemented:
        return default
    if not isinstance(length, int):
        raise TypeError(f"__length_hint__ must be an integer, not {type(length).__name__}")
    if length < 0:
        raise ValueError("__length_hint__() should return >= 0")
    return length


# --- in place

@_in_c
def iadd(a, b, /):
    a += b
    return a


@_in_c
def iand(a, b, /):
    a &= b
    return a


@_in_c
def iconcat(a, b, /):
    _must_be_sequence(a, f"'{type(a).__name__}' object can't be concatenated")
    a += b
    return a


@_in_c
def ifloordiv(a, b, /):
    a //= b
    return a


@_in_c
def ilshift(a, b, /):
    a <<= b
    return a


@_in_c
def imatmul(a, b, /):
    a @= b
    return a


@_in_c
def imod(a, b, /):
    a %= b
    return a


@_in_c
def imul(a, b, /):
    a *= b
    return a


@_in_c
def ior(a, b, /):
    a |= b
    return a


@_in_c
def ipow(a, b, /):
    a **= b
    return a


@_in_c
def irshift(a, b, /):
    a >>= b
    return a


@_in_c
def isub(a, b, /):
    a -= b
    return a


@_in_c
def itruediv(a, b, /):
    a /= b
    return a


@_in_c
def ixor(a, b, /):
    a ^= b
    return a


# --- calls

@_in_c
def call(obj, /, *args, **kwargs):
    return obj(*args, **kwargs)


def _follow(obj, dotted):
    for name in dotted.split("."):
        obj = getattr(obj, name)
    return obj


@_in_c
class attrgetter:
    def __init__(self, *attrs):
        if not attrs:
            raise TypeError("attrgetter expected 1 argument, got 0")
        self._attrs = attrs
        for name in attrs:
            if not isinstance(name, str):
                raise TypeError("attribute name must be a string")

    def __call__(self, obj, /):
        if len(self._attrs) == 1:
            return _follow(obj, self._attrs[0])
        return tuple([_follow(obj, name) for name in self._attrs])

    def __repr__(self):
        return f"operator.attrgetter({', '.join(map(repr, self._attrs))})"


@_in_c
class itemgetter:
    def __init__(self, *items):
        if not items:
            raise TypeError("itemgetter expected 1 argument, got 0")
        self._items = items

    def __call__(self, obj, /):
        if len(self._items) == 1:
            return obj[self._items[0]]
        return tuple([obj[item] for item in self._items])

    def __repr__(self):
        return f"operator.itemgetter({', '.join(map(repr, self._items))})"


@_in_c
class methodcaller:
    def __init__(self, *args, **kwargs):
        if not args:
            raise TypeError("methodcaller needs at least one argument, the method name")
        if not isinstance(args[0], str):
            raise TypeError("method name must be a string")
        self._name, self._args, self._kwargs = args[0], args[1:], kwargs

    def __call__(self, obj, /):
        return getattr(obj, self._name)(*self._args, **self._kwargs)

    def __repr__(self):
        shown = [repr(self._name), *map(repr, self._args), *[f"{name}={value!r}" for name, value in self._kwargs.items()]]
        return f"operator.methodcaller({', '.join(shown)})"
