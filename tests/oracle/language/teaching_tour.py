import itertools, collections, functools, math, random, heapq, sys
random.seed(42); print(random.random(), random.randint(1, 6), random.choice("abc"), random.sample(range(100), 5), random.shuffle(x := [1, 2, 3, 4]) or x, random.uniform(1, 2), random.gauss(0, 1), random.choices([1, 2, 3], weights=[1, 2, 3], k=4), random.randrange(0, 100, 7), random.getrandbits(10), random.triangular(), random.expovariate(1))
r = random.Random("seed"); print(r.random(), r.sample("abcdef", 3), r.normalvariate(0, 1))
print(math.pi, math.sqrt(2), math.floor(-1.5), math.ceil(1.2), math.gcd(12, 18), math.lcm(4, 6), math.factorial(20), math.isclose(0.1 + 0.2, 0.3), math.hypot(3, 4), math.log(8, 2), math.log2(8), math.log10(1000), math.comb(5, 2), math.perm(5, 2), math.prod([1, 2, 3]), math.isqrt(17), math.fsum([0.1] * 10), math.inf, -math.inf, math.nan, math.degrees(math.pi), math.radians(180), math.trunc(-1.5), math.copysign(1, -0.0), math.modf(1.5), math.exp(1), math.sin(1), math.atan2(1, 1), math.dist((0, 0), (3, 4)))
h = []; [heapq.heappush(h, v) for v in (3, 1, 2)]; print(h, heapq.heappop(h), heapq.nlargest(2, [1, 5, 3]), heapq.nsmallest(1, [4, 2]), list(heapq.merge([1, 3], [2, 4])))
print(list(itertools.product("ab", [1, 2])), list(itertools.permutations([1, 2, 3], 2))[:3], list(itertools.combinations("abc", 2)), list(itertools.takewhile(lambda v: v < 3, itertools.count())), list(itertools.dropwhile(lambda v: v < 3, range(5))), list(itertools.starmap(pow, [(2, 3)])), list(itertools.compress("abc", [1, 0, 1])), list(itertools.filterfalse(None, [0, 1])), [list(t) for t in itertools.tee("ab")], list(itertools.repeat(1, 2)), list(itertools.islice(itertools.cycle("ab"), 5)))
print(functools.reduce(lambda a, b: a + b, [1, 2, 3], 10), functools.partial(int, base=2)("101"), repr(functools.partial(max, 1))[:20], sorted("banana", key=functools.cmp_to_key(lambda a, b: (a < b) - (a > b))))
@functools.total_ordering
class V:
    def __init__(self, v): self.v = v
    def __eq__(self, o): return self.v == o.v
    def __lt__(self, o): return self.v < o.v
print(V(1) <= V(2), V(3) >= V(2), V(1) != V(1), max(V(1), V(5)).v)
words = "the quick brown fox jumps over the lazy dog the end".split()
print(collections.Counter(words).most_common(1), sorted(set(words), key=lambda w: (-len(w), w)), " ".join(w.capitalize() for w in words), {w: len(w) for w in words if len(w) > 4})
print("abc".center(9, "*"), "a,b,,c".split(","), "  x ".strip(), "Hello".swapcase(), "x".zfill(3), "a-b".partition("-"), "abcabc".replace("b", "X", 1), "abc".find("z"), "tab\there".expandtabs(4), "abc".translate(str.maketrans("ab", "xy")), "ß".upper(), "%s" % None, "é".isalpha(), "12".isdigit(), "a1".isalnum(), "Title Case".istitle(), "x" * 3, "abc"[::-1], "a" < "b", "abc".startswith(("x", "a")), "l".join(["1", "2"]), "line1\nline2".splitlines(), ord("a"), chr(8364), repr("it's"), repr('a"b'), "\u00e9", ascii("é"))
d = {"b": 1, "a": 2}; d.setdefault("c", []).append(1); d.update(x=5); print(d, d.pop("x"), d.get("zz", 0), sorted(d), list(d.items()), d | {"n": 1}, {k: v for k, v in d.items() if v != 1}, "a" in d, d.keys() & {"a"}, dict(zip("ab", [1, 2])), dict.fromkeys("ab", 0), d.popitem(), len(d), d == {"b": 1, "a": 2}, list(reversed(d)))
l = [3, 1, 2]; l.sort(reverse=True); l.extend([5]); l.insert(0, 9); l.remove(1); print(l, l.index(2), l.count(5), l.pop(), l.pop(0), l.copy(), l + [1], l * 2, [*l, 0], sum(l), min(l), max(l), any(l), all(l), list(enumerate(l, 1)), list(zip(l, "ab")), list(map(str, l)), list(filter(lambda v: v > 2, l)), list(reversed(l)), sorted(l))
s = {1, 2, 3}; s.add(4); s.discard(9); print(s, s & {1, 9}, s | {7}, s - {1}, s ^ {1, 8}, s <= {1, 2, 3, 4}, frozenset(s), s.issuperset({1}), {1}.isdisjoint({2}))
print(7 // 2, -7 // 2, 7 % 3, -7 % 3, divmod(7, 2), 2 ** 100, 2 ** -1, 10 / 4, round(2.5), round(3.5), round(2.675, 2), abs(-3), int("42"), int(3.9), float("1e3"), bin(10), hex(255), oct(8), int("z", 36), 1_000_000, 0.1 + 0.2, 1e16, 1e-5, 123456789.123456789, True + True, bool([]), not 1, 5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, 3 > 2 > 1, 1 if 0 else 2, None is None, [] == [], "a" "b")
print(type(1), type("a"), type(None), isinstance(True, int), issubclass(bool, int), callable(print), id(1) == id(1), hash("a") == hash("a"), hasattr([], "append"), getattr([], "x", "def"), range(5), list(range(10, 0, -3)), slice(1, 2), ..., NotImplemented, print, len, int, ValueError, type, object, __name__)
try:
    assert 1 == 2, "math broke"
except AssertionError as e: print(repr(e))
for exc in ("int('x')", ):
    try: int("x")
    except (ValueError, TypeError) as e: print(type(e), e, e.args)
    else: print("no")
    finally: print("fin")
def gen():
    x = yield 1
    print("got", x)
    yield from range(2)
    return "r"
g = gen(); print(next(g), g.send("s"), list(g))
def f(a, b=2, *args, c, d=4, **kw): return a, b, args, c, d, kw
print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1, 2], **{"c": 3}))
class A:
    x = []
    def __init__(self): self._p = 1
    @property
    def p(self): "doc"; return self._p
    @p.setter
    def p(self, v): self._p = v
    @staticmethod
    def s(): return "s"
    @classmethod
    def c(cls): return cls.__name__
    def __str__(self): return "A!"
    def __repr__(self): return "A()"
    def __getattr__(self, n): 
        if n.startswith("_"): raise AttributeError(n)
        return n
class B(A):
    def __init__(self): super().__init__(); self.y = 2
    def __enter__(self): return self
    def __exit__(self, *a): return False
a = A(); a.p = 5; print(a.p, A.s(), B.c(), str(a), repr(a), [a], f"{a} {a!r}", a.foo, B().y, B.__mro__, B.__bases__, isinstance(B(), A), vars(B()))
with B() as b: print(b.y)
print(globals()["a"] is a, [n for n in dir(a) if not n.startswith("_")], sys.getrecursionlimit(), sys.version_info[:2] >= (3, 11), sys.maxsize)
print(*map(lambda t: t[0] * t[1], zip([1, 2], [3, 4])), sep=", ", end=".\n", flush=True)
