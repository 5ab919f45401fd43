# Python's math module. Functions of floats are in C++ (_math); those of integers are here, since integers are unbounded.

from _math import (
    acos, acosh, asin, asinh, atan, atan2, atanh, cbrt, copysign, cos, cosh, degrees, erf, erfc, exp, exp2, expm1, fabs,
    fmod, frexp, isfinite, isinf, isnan, ldexp, log1p, modf, nextafter, pow, radians, remainder, sin, sinh, sqrt, tan, tanh,
    ulp,
)
import _math
from _machine import in_c

pi = 3.141592653589793
e = 2.718281828459045
tau = 6.283185307179586
inf = float("inf")
nan = float("nan")


def _index(value):
    if isinstance(value, int):
        return int(value)
    index = getattr(type(value), "__index__", None)
    if index is None:
        raise TypeError(f"'{type(value).__name__}' object cannot be interpreted as an integer")
    return index(value)


def _real(value):
    if isinstance(value, (int, float)):
        return value
    if hasattr(type(value), "__float__") or hasattr(type(value), "__index__"):
        return float(value)
    raise TypeError(f"must be real number, not {type(value).__name__}")


@in_c
def floor(x, /):
    if hasattr(type(x), "__floor__") and not isinstance(x, (int, float)):
        return type(x).__floor__(x)
    x = _real(x)
    whole = int(x)
    return whole - 1 if whole > x else whole


@in_c
def ceil(x, /):
    if hasattr(type(x), "__ceil__") and not isinstance(x, (int, float)):
        return type(x).__ceil__(x)
    x = _real(x)
    whole = int(x)
    return whole + 1 if whole < x else whole


@in_c
def trunc(x, /):
    if isinstance(x, (int, float)):
        return int(x)
    if hasattr(type(x), "__trunc__"):
        return type(x).__trunc__(x)
    raise TypeError(f"type {type(x).__name__} doesn't define __trunc__ method")


def _logarithm(function, x, of_two):
    if isinstance(x, int) and x <= 0:
        raise ValueError("math domain error")
    try:
        return function(x)
    except OverflowError:
        # An int that is too large for a float is split into a float below 1 and a power of two.
        size = x.bit_length()
        top = x >> size - 64
        return function((top | (top << size - 64 != x)) / (1 << 64)) + of_two * size


@in_c
def log(x, base=None, /):
    result = _logarithm(_math.log, x, 0.6931471805599453)
    if base is None:
        return result
    divisor = _logarithm(_math.log, base, 0.6931471805599453)
    if divisor == 0:
        raise ZeroDivisionError("float division by zero")
    return result / divisor


@in_c
def log2(x, /):
    return _logarithm(_math.log2, x, 1.0)


@in_c
def log10(x, /):
    return _logarithm(_math.log10, x, 0.3010299956639812)


@in_c
def gcd(*integers):
    result = 0
    for value in integers:
        value = abs(_index(value))
        while value:
            result, value = value, result % value
    return result


@in_c
def lcm(*integers):
    result = 1
    for value in integers:
        value = abs(_index(value))
        if value == 0:
            result = 0
        elif result:
            result = result // gcd(result, value) * value
    return result


@in_c
def factorial(n, /):
    n = _index(n)
    if n < 0:
        raise ValueError("factorial() not defined for negative values")
    result = 1
    for factor in range(2, n + 1):
        result *= factor
    return result


@in_c
def perm(n, k=None, /):
    if k is None:
        return factorial(n)
    n, k = _index(n), _index(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    result = 1 if k <= n else 0
    for factor in range(n, n - min(k, n), -1):
        result *= factor
    return result


@in_c
def comb(n, k, /):
    n, k = _index(n), _index(k)
    if n < 0:
        raise ValueError("n must be a non-negative integer")
    if k < 0:
        raise ValueError("k must be a non-negative integer")
    if k > n:
        return 0
    k = min(k, n - k)
    result = 1
    for i in range(k):
        result = result * (n - i) // (i + 1)
    return result


@in_c
def isqrt(n, /):
    n = _index(n)
    if n < 0:
        raise ValueError("isqrt() argument must be nonnegative")
    if n < 1 << 52:
        return int(sqrt(n))
    guess = 1 << (n.bit_length() + 1) // 2
    while True:
        better = (guess + n // guess) // 2
        if better >= guess:
            return guess
        guess = better


@in_c
def prod(iterable, /, *, start=1):
    for value in iterable:
        start = start * value
    return start


@in_c
def fsum(seq, /):
    return _math.fsum(list(seq))


@in_c
def sumprod(p, q, /):
    p, q = list(p), list(q)
    if len(p) != len(q):
        raise ValueError("Inputs are not the same length")
    products = [a * b for a, b in zip(p, q)]
    return fsum(products) if float in [type(product) for product in products] else sum(products)


@in_c
def hypot(*coordinates):
    if len(coordinates) == 2:
        return _math.hypot(*coordinates)
    sizes = [abs(float(_real(x))) for x in coordinates]
    largest = max(sizes) if sizes else 0.0
    if largest == 0 or isinf(largest):
        return largest
    return largest * sqrt(fsum([(x / largest) ** 2 for x in sizes]))


@in_c
def dist(p, q, /):
    if len(p) != len(q):
        raise ValueError("both points must have the same number of dimensions")
    return hypot(*[a - b for a, b in zip(p, q)])


@in_c
def isclose(a, b, *, rel_tol=1e-09, abs_tol=0.0):
    if rel_tol < 0 or abs_tol < 0:
        raise ValueError("tolerances must be non-negative")
    if a == b:
        return True
    if isinf(a) or isinf(b):
        return False
    difference = abs(b - a)
    return difference <= abs(rel_tol * b) or difference <= abs(rel_tol * a) or difference <= abs_tol


del in_c  # `import *` takes every name without an underscore.
