# libm: glibc
# Objects that convert to numbers in math, and ints that are too large for a float.
import math


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Real:
    def __init__(self, value):
        self.value = value

    def __float__(self):
        return self.value


class Index:
    def __index__(self):
        return 7


class Both(Index):
    def __float__(self):
        return 2.5


for function in (math.floor, math.ceil, math.sqrt, math.sin, math.isfinite, math.degrees, math.frexp, math.modf, math.log, math.log2, math.fabs, math.trunc):
    for value in (Real(41.3), Real(1), Index(), Both(), "a", None):
        t(lambda: function(value))
t(lambda: math.pow(Both(), Index()))
t(lambda: math.atan2(Real(1.0), 2))
for function in (math.log, math.log2, math.log10):
    for value in (-10**1000, 0, -1.5, 10**1000, 2**2000, 2**1024 - 1, True):
        t(lambda: function(value))
for value, base in ((10, 1), (10**1000, 10), (8, -2), (10, 0), (8, 2)):
    t(lambda: math.log(value, base))
for x, exponent in ((1, 1.5), (1, 5000), (1, -10**30), (-1, -10**30), (0, 10**30), (math.inf, 10**30), (1, "a"), (1, 10**30), (1, Index()), (3, True)):
    t(lambda: math.ldexp(x, exponent))
for text in ("123\x00", "1\x002", "\x00", "1 2", "1_0", "1__0", "nan\x00"):
    t(lambda: float(text))
