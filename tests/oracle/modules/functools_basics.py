import functools
from functools import partial, reduce, wraps, lru_cache, cache, cmp_to_key, total_ordering

p = partial(int, base=2)
print(p("101"), p.func is int, p.args, p.keywords, partial(max, 5)(3, 9), partial(partial(pow, 2), 3)())
print(reduce(lambda a, b: a * b, [1, 2, 3, 4]), reduce(lambda a, b: a + b, [], 7), reduce(max, [3, 9, 2]))
try:
    reduce(max, [])
except TypeError as error:
    print(error)
def deco(f):
    @wraps(f)
    def inner(*args):
        """inner doc"""
        return f(*args)
    return inner
@deco
def hello(name):
    """says hello"""
    return "hello " + name
print(hello.__name__, hello.__doc__, hello("Ada"), hello.__wrapped__("Bob"))
calls = []
@lru_cache(maxsize=2)
def square(n):
    calls.append(n)
    return n * n
print([square(n) for n in (1, 2, 1, 3, 2, 1)], calls, square.cache_info(), square.cache_parameters())
square.cache_clear(); print(square.cache_info())
@cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(50), fib.cache_info().hits)
@lru_cache
def plain(a, b=1): return a + b
print(plain(1), plain(1, b=2), plain(1), plain.cache_info())
print(sorted([3, 1, 2], key=cmp_to_key(lambda a, b: b - a)))
@total_ordering
class V:
    def __init__(self, n): self.n = n
    def __eq__(self, o): return self.n == o.n
    def __lt__(self, o): return self.n < o.n
print(V(1) <= V(1), V(2) > V(1), V(1) >= V(2), max([V(1), V(3), V(2)]).n)
