import functools


@functools.lru_cache(maxsize=2)
def square(x):
    print("computing", x)
    return x * x


print(square(2), square(2), square(3), square(4), square(2), square.cache_info())
square.cache_clear()
print(square.cache_info(), square.__name__, square.__wrapped__(9))


@functools.lru_cache
def plain(x, y=1):
    return x + y


print(plain(1), plain(1, 1), plain(1, y=1), plain.cache_info())


@functools.cache
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(80), fib.cache_info())
power = functools.partial(pow, 2)
print(power(10), power.func is pow, power.args, power.keywords, functools.partial(int, base=2)("101"), functools.partial(functools.partial(print, "a"), "b")("c"))
print(functools.reduce(lambda a, b: a * b, [1, 2, 3, 4]), functools.reduce(lambda a, b: a + b, [], "start"), functools.reduce(max, [3, 9, 2]))


def deco(f):
    @functools.wraps(f)
    def inner(*args, **names):
        """inner's"""
        return f(*args, **names)

    return inner


@deco
def documented(x):
    """documented's"""
    return x


print(documented.__name__, documented.__doc__, documented(5), documented.__wrapped__(6))


@functools.total_ordering
class Size:
    def __init__(self, n):
        self.n = n

    def __eq__(self, other):
        return self.n == other.n

    def __lt__(self, other):
        return self.n < other.n


print(Size(1) <= Size(2), Size(1) >= Size(2), Size(2) > Size(1), Size(1) == Size(1), sorted([Size(3), Size(1)])[0].n)
print([x for x in sorted([3, 1, 2], key=functools.cmp_to_key(lambda a, b: b - a))])


class Lazy:
    @functools.cached_property
    def value(self):
        print("once")
        return 42


lazy = Lazy()
print(lazy.value, lazy.value, "value" in lazy.__dict__)
for bad in (lambda: functools.reduce(max, []), lambda: square([]), lambda: functools.partial(5), lambda: functools.partial(), lambda: functools.reduce(max)):
    try:
        print(bad())
    except TypeError as error:
        print("TypeError", error)
