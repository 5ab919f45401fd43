import functools, contextlib, dataclasses, itertools, collections, traceback, sys, threading
def timed(label):
    def deco(f):
        @functools.wraps(f)
        def inner(*a, **k):
            print("enter", label, f.__name__); 
            try: return f(*a, **k)
            finally: print("exit", label)
        return inner
    return deco
@timed("x")
def add(a, b=2):
    "adds"
    return a + b
print(add(1), add.__name__, add.__doc__, add.__wrapped__(1, 1), add.__qualname__, add.__module__)
@functools.lru_cache(maxsize=2)
def sq(n): print("computing", n); return n * n
print(sq(2), sq(2), sq(3), sq(4), sq(2), sq.cache_info(), sq.__wrapped__.__name__); sq.cache_clear(); print(sq.cache_info(), sq.cache_parameters())
@functools.cache
def fib(n): return n if n < 2 else fib(n - 1) + fib(n - 2)
print(fib(80), fib.cache_info())
class C:
    @functools.cached_property
    def v(self): print("once"); return 42
    @functools.singledispatchmethod if False else staticmethod
    def s(): return 1
c = C(); print(c.v, c.v, c.s(), C().s())
@contextlib.contextmanager
def ctx(name):
    print("in", name)
    try: yield name.upper()
    except ValueError as e: print("swallow", e)
    finally: print("out", name)
with ctx("a") as x, ctx("b") as y: print(x, y); raise ValueError("inner")
with contextlib.suppress(KeyError, IndexError): [][1]
with contextlib.ExitStack() as st:
    st.enter_context(ctx("s")); st.callback(print, "callback", end="!\n"); st.push(lambda *a: print("push", a[0]))
with contextlib.nullcontext(5) as n: print(n)
with contextlib.closing(type("X", (), {"close": lambda s: print("closed")})()): pass
@contextlib.contextmanager
def bad(): 
    if False: yield
try:
    with bad(): pass
except RuntimeError as e: print(e)
@dataclasses.dataclass(order=True)
class P:
    x: int
    y: int = 0
    tags: list = dataclasses.field(default_factory=list, compare=False, repr=False)
    def __post_init__(self): self.s = self.x + self.y
p = P(1, 2); print(p, p == P(1, 2), p < P(2), p.s, dataclasses.asdict(p), dataclasses.astuple(p), dataclasses.replace(p, x=5), [f.name for f in dataclasses.fields(P)])
@dataclasses.dataclass(frozen=True)
class Q: a: int = 1
try: Q().a = 2
except dataclasses.FrozenInstanceError as e: print(type(e).__name__, e)
print(hash(Q()) == hash(Q()), {Q(): 1}[Q(1)])
try: P()
except TypeError as e: print(e)
try:
    P(1, 2, 3, 4, 5)
except TypeError as e: print(e)
Point = collections.namedtuple("Point", "x y", defaults=[0]); pt = Point(1); print(pt, pt._asdict(), pt._replace(y=5), Point._fields, Point._make([3, 4]), pt.x, pt[1], *pt)
try: pt.x = 3
except AttributeError as e: print(e)
od = collections.OrderedDict([("a", 1), ("b", 2)]); od.move_to_end("a"); print(od, od.popitem(last=False), list(reversed(od)))
cn = collections.Counter("mississippi"); print(cn.most_common(2), cn["z"], sum(cn.values()), sorted(cn.elements())[:3]); cn.subtract("miss"); print(cn)
dd = collections.defaultdict(list); dd["a"].append(1); print(dd, dict(dd), dd.default_factory)
dq = collections.deque("abc", maxlen=3); dq.append("d"); dq.rotate(1); print(dq, dq.maxlen, list(reversed(dq)), dq.index("b"), dq == collections.deque("dbc"))
print(list(itertools.accumulate([1, 2, 3])), list(itertools.chain.from_iterable(["ab", "c"])), [(k, list(g)) for k, g in itertools.groupby("aabbb")], list(itertools.islice(itertools.count(5, 2), 3)), list(itertools.zip_longest("ab", "c", fillvalue="-")), list(itertools.pairwise("abc")), list(itertools.batched("abcde", 2)))
def f(): 
    try: g()
    except KeyError as e: raise RuntimeError("outer") from e
def g(): {}["k"]
try: f()
except RuntimeError: traceback.print_exc(file=sys.stdout); print(traceback.format_exc().count("Traceback"))
