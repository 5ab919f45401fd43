# libm: glibc
import math

def show(*values):
    print(*values)

def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)

for x in (0.5, 1, 2, 10.0):
    show(math.sqrt(x), math.exp(x), math.log(x), math.log2(x), math.log10(x), math.sin(x), math.cos(x), math.tan(x))
    show(math.atan(x), math.sinh(x), math.tanh(x), math.cbrt(x), math.degrees(x), math.radians(x), math.expm1(x), math.log1p(x))
show(math.pi, math.e, math.tau, math.inf, math.nan, math.atan2(1, -1), math.copysign(1, -0.0), math.fmod(-7, 3))
show(math.hypot(3, 4), math.hypot(1, 2, 2), math.dist((0, 0), (3, 4)), math.fsum([0.1] * 10), math.frexp(8), math.modf(-2.5))
show(math.isnan(math.nan), math.isinf(-math.inf), math.isfinite(1), math.isclose(0.1 + 0.2, 0.3), math.ldexp(0.5, 4))
show(math.pow(2, 0.5), math.pow(1, math.nan), math.pow(math.nan, 0), math.log(8, 2), math.fabs(-3), math.ulp(1), math.remainder(7, 4))
attempt(lambda: math.sqrt(-1))
attempt(lambda: math.log(0))
attempt(lambda: math.exp(1000))
attempt(lambda: math.sqrt("x"))
attempt(lambda: math.acos(2))
attempt(lambda: math.fmod(1, 0))
attempt(lambda: math.pow(-1, 0.5))
attempt(lambda: math.pow(0, -1))
attempt(lambda: math.sin(math.inf))
attempt(lambda: math.isclose(1, 1, rel_tol=-1))
attempt(lambda: math.dist([1], [1, 2]))
