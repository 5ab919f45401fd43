# libm: glibc
import math

for name, arguments in (("sqrt", (2,)), ("sqrt", (-1,)), ("log", (0,)), ("log", (8, 2)), ("log", (10**400,)), ("log2", (2**80,)), ("log10", (1000,)), ("exp", (1000,)), ("exp", (1,)), ("floor", (-1.5,)), ("ceil", (1.2,)), ("trunc", (-1.7,)), ("floor", (1e300,)), ("fabs", (-2,)), ("gcd", (12, 18)), ("gcd", ()), ("lcm", (4, 6)), ("factorial", (25,)), ("factorial", (-1,)), ("factorial", (2.5,)),
                        ("isqrt", (10**40 + 5,)), ("isqrt", (-1,)), ("comb", (10, 3)), ("perm", (10, 3)), ("comb", (3, 10)), ("comb", (-1, 2)), ("hypot", (3, 4)), ("dist", ([0, 0], [3, 4])), ("pow", (2, 0.5)), ("pow", (0, -1)), ("fmod", (-7, 3)), ("fmod", (1, 0)), ("modf", (-3.25,)), ("frexp", (8.5,)), ("ldexp", (0.5, 4)), ("copysign", (1, -0.0)), ("isclose", (0.1 + 0.2, 0.3)), ("isnan", (float("nan"),)),
                        ("isinf", (1e400,)), ("isfinite", (1,)), ("degrees", (math.pi,)), ("radians", (180,)), ("sin", (1,)), ("cos", (1,)), ("tan", (1,)), ("atan2", (1, -1)), ("acos", (2,)), ("asinh", (1,)), ("prod", ([1, 2, 3, 4],)), ("fsum", ([0.1] * 10,)), ("sumprod", ([1, 2], [3, 4])), ("remainder", (7, 4)), ("cbrt", (27,)), ("nextafter", (1, 2)), ("ulp", (1,)), ("sqrt", ("x",)), ("floor", ("x",)), ("ceil", (float("nan"),)), ("floor", (float("inf"),)), ("gcd", (1.5,)), ("factorial", ("x",))):
    try:
        print(name, arguments if name != "log" or arguments[0] < 10**20 else "big", getattr(math, name)(*arguments))
    except Exception as error:
        print(name, type(error).__name__, error)
print(math.pi, math.e, math.tau, math.inf, -math.inf, math.nan)
