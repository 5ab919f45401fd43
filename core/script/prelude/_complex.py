# complex, for a program that names it or has an imaginary literal. Mirrors Objects/complexobject.c.

import math
import re
from _machine import set_builtin, special

_text = re.compile(r"\s*(\()?\s*([+-]?(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?|[+-]?(?:nan|inf(?:inity)?)|[+-]?(?=j))?"
                   r"(?:(j)|([+-](?:(?:\d+(?:_\d+)*\.?(?:\d+(?:_\d+)*)?|\.\d+(?:_\d+)*)(?:e[+-]?\d+(?:_\d+)*)?|nan|inf(?:inity)?)?)j)?\s*(?(1)\)\s*)", re.IGNORECASE)
_spec = re.compile(r"(?:(.)?([<>=^]))?([-+ ]?)(z?)(#?)(0?)(\d*)([,_]?)(?:\.(\d+))?(.?)", re.DOTALL)


class _Part:
    def __init__(self, name):
        self.name = name

    def __get__(self, obj, owner=None):
        return self if obj is None else getattr(obj, self.name)

    def __set__(self, obj, value):
        raise AttributeError("readonly attribute")


def _number(text):
    return float(text + "1" if text in ("", "+", "-") else text)


def _from_text(cls, text):
    if "__" in text or text.startswith("_") or text.endswith("_"):
        raise ValueError(f"could not convert string to complex: {text!r}")
    found = _text.fullmatch(text)
    if found is None or found[2] is None and found[3] is None or found[2] in ("", "+", "-") and found[3] is None:
        raise ValueError("complex() arg is a malformed string")
    if found[3] is not None:
        return _made(cls, 0.0, _number(found[2] or ""))
    return _made(cls, float(found[2]), _number(found[4]) if found[4] is not None else 0.0)


def _made(cls, real, imag):
    number = object.__new__(cls)
    object.__setattr__(number, "_real", real)
    object.__setattr__(number, "_imag", imag)
    return number


def _part(value, message):
    """An argument as a complex number or a float."""
    if isinstance(value, complex):
        return value
    method = special(value, "__complex__")
    if method is not None:
        result = method()
        if not isinstance(result, complex):
            raise TypeError(f"__complex__ returned non-complex (type {type(result).__name__})")
        return result
    if isinstance(value, (int, float)) or special(value, "__float__") is not None or special(value, "__index__") is not None:
        return float(value)
    raise TypeError(f"{message}, not '{type(value).__name__}'")


def _pair(value):
    """The parts of an operand; None if it is no number."""
    if isinstance(value, complex):
        return value._real, value._imag
    return (float(value), 0.0) if isinstance(value, (int, float)) else None


def _shown(value):
    text = repr(value)
    return text[:-2] if text.endswith(".0") else text


def _product(a, b):
    return a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]


def _quotient(a, b):
    if abs(b[0]) >= abs(b[1]):
        if b[0] == 0.0:
            raise ZeroDivisionError("complex division by zero")
        ratio = b[1] / b[0]
        divisor = b[0] + b[1] * ratio
        return (a[0] + a[1] * ratio) / divisor, (a[1] - a[0] * ratio) / divisor
    if abs(b[1]) >= abs(b[0]):
        ratio = b[0] / b[1]
        divisor = b[0] * ratio + b[1]
        return (a[0] * ratio + a[1]) / divisor, (a[1] * ratio - a[0]) / divisor
    return math.nan, math.nan


def _whole_power(a, n):
    if n < 0:
        return _quotient((1.0, 0.0), _whole_power(a, -n))
    result, mask = (1.0, 0.0), 1
    while mask > 0 and n >= mask:
        if n & mask:
            result = _product(result, a)
        mask <<= 1
        a = _product(a, a)
    return result


def _power(a, b):
    if b[1] == 0.0 and b[0] == math.floor(b[0]) and abs(b[0]) <= 100.0:
        if a == (0.0, 0.0) and b[0] < 0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return _whole_power(a, int(b[0]))
    if a == (0.0, 0.0):
        if b[1] != 0.0 or b[0] < 0.0:
            raise ZeroDivisionError("0.0 to a negative or complex power")
        return 0.0, 0.0
    size, angle = math.hypot(*a), math.atan2(a[1], a[0])
    length, at = size ** b[0], angle * b[0]
    if b[1] != 0.0:
        length *= math.exp(-angle * b[1])
        at += b[1] * math.log(size)
    return length * math.cos(at), length * math.sin(at)


def _operator(work):
    def method(self, other):
        pair = _pair(other)
        return NotImplemented if pair is None else _made(complex, *work((self._real, self._imag), pair))

    def reflected(self, other):
        pair = _pair(other)
        return NotImplemented if pair is None else _made(complex, *work(pair, (self._real, self._imag)))

    return method, reflected


class complex:
    __module__ = "builtins"
    __slots__ = ("_real", "_imag")
    real, imag = _Part("_real"), _Part("_imag")

    def __new__(cls, real=0, imag=None):
        if isinstance(real, str):
            if imag is not None:
                raise TypeError("complex() can't take second arg if first is a string")
            return _from_text(cls, real)
        if isinstance(imag, str):
            raise TypeError("complex() second arg can't be a string")
        if imag is None and cls is complex and type(real) is complex:
            return real
        first = _part(real, "complex() first argument must be a string or a number")
        second = 0.0
        if imag is not None:
            if not isinstance(imag, complex) and special(imag, "__float__") is None and special(imag, "__index__") is None \
                    and not isinstance(imag, (int, float)):
                raise TypeError(f"complex() second argument must be a number, not '{type(imag).__name__}'")
            second = imag if isinstance(imag, complex) else float(imag)
        whole, part = first, second
        if isinstance(first, complex):
            whole, part = first._real, first._imag + (second if not isinstance(second, complex) else 0.0) if imag is not None else first._imag
        if isinstance(second, complex):
            whole -= second._imag
            part = (first._imag if isinstance(first, complex) else 0.0) + second._real
        return _made(cls, whole, part)

    __add__, __radd__ = _operator(lambda a, b: (a[0] + b[0], a[1] + b[1]))
    __sub__, __rsub__ = _operator(lambda a, b: (a[0] - b[0], a[1] - b[1]))
    __mul__, __rmul__ = _operator(_product)
    __truediv__, __rtruediv__ = _operator(_quotient)
    _powers = _operator(_power)

    def __pow__(self, other, modulo=None):
        if modulo is not None:
            raise ValueError("complex modulo")
        return complex._powers[0](self, other)

    def __rpow__(self, other, modulo=None):
        return complex._powers[1](self, other)

    def __eq__(self, other):
        if isinstance(other, complex):
            return self._real == other._real and self._imag == other._imag
        return self._imag == 0.0 and self._real == other if isinstance(other, (int, float)) else NotImplemented

    def __hash__(self):
        value = (hash(self._real) + 1000003 * hash(self._imag)) & 0xFFFFFFFFFFFFFFFF
        value -= 1 << 64 if value >> 63 else 0
        return -2 if value == -1 else value

    def __bool__(self):
        return self._real != 0.0 or self._imag != 0.0

    def __neg__(self):
        return _made(complex, -self._real, -self._imag)

    def __pos__(self):
        return _made(complex, self._real, self._imag)

    def __abs__(self):
        size = math.hypot(self._real, self._imag)
        if math.isinf(size) and not (math.isinf(self._real) or math.isinf(self._imag)):
            raise OverflowError("absolute value too large")
        return size

    def __complex__(self):
        return _made(complex, self._real, self._imag)

    def __getnewargs__(self):
        return self._real, self._imag

    def __copy__(self):
        return self

    def __deepcopy__(self, memo):
        return self

    def conjugate(self):
        return _made(complex, self._real, -self._imag)

    def __repr__(self):
        imag = _shown(self._imag)
        if self._real == 0.0 and math.copysign(1.0, self._real) == 1.0:
            return imag + "j"
        return f"({_shown(self._real)}{'' if imag.startswith('-') else '+'}{imag}j)"

    def __format__(self, spec):
        if spec == "":
            return str(self)
        found = _spec.fullmatch(spec)
        if found is None:
            raise ValueError(f"Invalid format specifier '{spec}' for object of type '{type(self).__name__}'")
        fill, align, sign, zero, alternate, padded, width, comma, precision, letter = found.groups()
        if letter not in ("", *"eEfFgGn"):
            raise ValueError(f"Unknown format code '{letter}' for object of type '{type(self).__name__}'")
        if padded:
            raise ValueError("Zero padding is not allowed in complex format specifier")
        if align == "=":
            raise ValueError("'=' alignment flag is not allowed in complex format specifier")
        rest = zero + alternate + comma + ("." + precision if precision is not None else "") + (letter or ("g" if precision is not None else ""))

        def shown(value, sign):
            if letter or precision is not None:
                return format(value, sign + rest)
            text = format(value, sign + rest)
            return text[:-2] if text.endswith(".0") else text

        imag = shown(self._imag, "+")
        if letter:
            text = shown(self._real, sign) + imag + "j"
        elif self._real == 0.0 and math.copysign(1.0, self._real) == 1.0:
            text = shown(self._imag, sign) + "j"
        else:
            text = "(" + shown(self._real, sign) + imag + "j)"
        return format(text, (fill or " ") + (align or ">") + width) if width else text


set_builtin("complex", complex)
