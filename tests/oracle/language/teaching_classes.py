import threading, time, queue
class BankAccount:
    def __init__(self, balance=0):
        self._balance = balance
        self._lock = threading.RLock()
    @property
    def balance(self):
        with self._lock: return self._balance
    def deposit(self, n):
        with self._lock: self._balance += n
    def transfer(self, other, n):
        if self.balance < n: raise ValueError(f"insufficient: {self._balance} < {n}")
        first, second = sorted((self, other), key=id)
        with first._lock, second._lock:
            self._balance -= n; other.deposit(n)
a, b = BankAccount(100), BankAccount()
ts = [threading.Thread(target=a.transfer, args=(b, 10)) for _ in range(10)]
[t.start() for t in ts]; [t.join() for t in ts]
print(a.balance, b.balance)
t = threading.Thread(target=a.transfer, args=(b, 10), name="poor"); t.start(); t.join()
class ReadWrite:
    def __init__(self): self.cond = threading.Condition(); self.readers = 0
    def __enter__(self):
        with self.cond: self.readers += 1
        return self
    def __exit__(self, et, ev, tb):
        with self.cond: self.readers -= 1; self.cond.notify_all()
        print("exit", et and et.__name__, ev, tb is not None)
        return et is KeyError
with ReadWrite() as rw: print(rw.readers); raise KeyError("x")
class Stack:
    def __init__(self): self.items = []
    def __len__(self): return len(self.items)
    def __iter__(self): return iter(self.items)
    def __contains__(self, x): return x in self.items
    def __getitem__(self, i): return self.items[i]
    def __add__(self, o): s = Stack(); s.items = self.items + list(o); return s
    def __repr__(self): return f"Stack({self.items!r})"
    def __bool__(self): return bool(self.items)
    def __eq__(self, o): return isinstance(o, Stack) and self.items == o.items
    def __call__(self, *a, **k): return (a, k)
    def __hash__(self): return hash(tuple(self.items))
s = Stack(); s.items.extend([1, 2]); print(len(s), 1 in s, s[-1], s + [3], bool(Stack()), s == Stack(), s(1, a=2), list(s), {s: 1}, max(s), sorted(s, reverse=True), *s, s[0:1])
class Meta:
    registry = {}
    def __init_subclass__(cls, **k): Meta.registry[cls.__name__] = cls
class X(Meta): pass
print(Meta.registry)
def gen():
    try:
        while True:
            x = yield
            print("got", x)
    except GeneratorExit: print("closing"); raise
    finally: print("finally")
g = gen(); next(g); g.send(1); g.close()
class MyErr(Exception):
    def __init__(self, code, msg): super().__init__(msg); self.code = code
    def __str__(self): return f"[{self.code}] {super().__str__()}"
try:
    try: raise MyErr(5, "boom")
    except MyErr as e: raise RuntimeError("wrapped") from e
except RuntimeError as e: print(e, e.__cause__, repr(e.__cause__), e.__cause__.code, e.args)
print(f"{3.14159:.2f} {1000000:,} {'x':>5}|{'y':<5}|{'z':^5}| {255:#x} {255:b} {0.5:%} {1e10:g} {-5:+d} {5:03d} {'abc'!r:>7} {a.balance=}")
print("%s %r %5.2f %05d %x %%" % ("a", "b", 3.14159, 42, 255), "{0} {1!r} {name:>4}".format(1, "x", name="n"))
x = [1, 2, 3, 4, 5]; a1, *b1, c1 = x; print(a1, b1, c1, x[::-1], x[1:4:2], [i for i in x if i % 2], {i: i ** 2 for i in x}, {i % 2 for i in x})
print(*(i for i in range(3)), sep="-", end="!\n")
for i in range(3):
    for j in range(3):
        if j == 1: break
    else: print("never")
else: print("for else")
print(eval if False else [*range(3), *"ab"], {**{"a": 1}, "b": 2}, (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
raise MyErr(1, "last")
