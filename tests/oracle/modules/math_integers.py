import math

def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)

print(math.floor(2.7), math.floor(-2.7), math.ceil(2.1), math.ceil(-2.1), math.trunc(-2.7), math.floor(5), math.ceil(True))
print(math.gcd(12, 18), math.gcd(), math.gcd(0, 5), math.gcd(-4, 6), math.lcm(4, 6), math.lcm(), math.lcm(3, 0))
print(math.factorial(0), math.factorial(10), math.comb(10, 3), math.comb(3, 5), math.perm(5, 2), math.perm(4), math.perm(2, 3))
print(math.isqrt(0), math.isqrt(15), math.isqrt(16), math.isqrt(10**15), math.prod([1, 2, 3]), math.prod([], start=7))
attempt(lambda: math.floor(math.inf))
attempt(lambda: math.floor(math.nan))
attempt(lambda: math.factorial(-1))
attempt(lambda: math.factorial(2.0))
attempt(lambda: math.gcd(1.5, 2))
attempt(lambda: math.isqrt(-1))
attempt(lambda: math.comb(-1, 2))
attempt(lambda: math.floor("x"))
