# The special attributes of every kind of object, read and written.
def t(f):
    try: print(repr(f()))
    except Exception as e: print(type(e).__name__, e)
import functools, threading, collections
def outer(x):
    y = 2
    def f(a, b=1, /, c=3, *args, d, e=5, **kw):
        "doc of f"
        z = x + y
        return z
    return f
f = outer(1)
for n in ("__name__ __qualname__ __doc__ __module__ __defaults__ __kwdefaults__ __annotations__ __dict__ __type_params__").split():
    t(lambda: getattr(f, n))
for n in "co_name co_qualname co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_varnames co_freevars co_cellvars co_flags co_firstlineno".split():
    t(lambda: getattr(f.__code__, n))
t(lambda: outer.__code__.co_cellvars)
t(lambda: type(f.__closure__).__name__)
t(lambda: [c.cell_contents for c in f.__closure__])
t(lambda: outer.__closure__)
t(lambda: f.__globals__ is globals())
t(lambda: f.__builtins__ is not None)
t(lambda: f.__get__(5).__self__)
def s(name, value):
    try: setattr(f, name, value); print(name, getattr(f, name))
    except Exception as e: print(name, type(e).__name__, e)
def g(a, b): return a, b
f = g
s("__defaults__", (1, 2)); t(lambda: g())
s("__defaults__", None); t(lambda: g())
s("__defaults__", 5)
s("__kwdefaults__", {"x": 1}); s("__kwdefaults__", 3); s("__kwdefaults__", None)
s("__doc__", "new doc"); s("__name__", "gg"); s("__name__", 3); s("__qualname__", "q.q"); s("__qualname__", None); s("__module__", "mod")
s("__closure__", None); s("__globals__", {}); s("__dict__", {"k": 1}); s("__dict__", 3); s("__annotations__", {"a": int}); s("__annotations__", 4)
t(lambda: g.k)
t(lambda: g)
s("__code__", 3)
class C:
    "class doc"
    x = 1
    def m(self): "mdoc"; return 1
    @staticmethod
    def st(): "sdoc"
    @classmethod
    def cl(cls): "cdoc"
    class N: pass
c = C()
for n in "__name__ __qualname__ __doc__ __module__ __self__ __func__ __class__ __defaults__ __code__".split():
    t(lambda: getattr(c.m, n) if n not in ("__self__", "__code__", "__func__") else type(getattr(c.m, n)).__name__)
    t(lambda: getattr(C, n))
    t(lambda: getattr(c, n) if n not in ("__self__", "__qualname__") else 0)
    t(lambda: getattr(C.cl, n) if n not in ("__func__", "__code__") else type(getattr(C.cl, n)).__name__)
    t(lambda: getattr(C.__dict__["st"], n) if n not in ("__func__", "__wrapped__", "__code__") else type(getattr(C.__dict__["st"], n)).__name__)
    t(lambda: getattr(len, n) if n != "__doc__" else 0)
    t(lambda: getattr([].append, n) if n not in ("__doc__", "__self__") else 0)
    t(lambda: getattr(threading, n) if n != "__doc__" else 0)
    t(lambda: getattr(int, n) if n != "__doc__" else 0)
    t(lambda: getattr(5, n) if n not in ("__doc__", "__self__") else 0)
t(lambda: C.N.__qualname__)
t(lambda: c.m.__self__ is c)
t(lambda: setattr(c.m, "x", 1))
t(lambda: setattr(C.m, "x", 1))
t(lambda: c.m.x)
t(lambda: setattr(len, "x", 1))
t(lambda: setattr(C, "__name__", "D"))
t(lambda: C.__name__)
t(lambda: setattr(C, "__name__", 5))
t(lambda: setattr(C, "__qualname__", "Q"))
t(lambda: C)
t(lambda: setattr(C, "__doc__", "nd"))
t(lambda: C.__doc__)
t(lambda: setattr(C, "__module__", "mm"))
t(lambda: C)
t(lambda: c.__doc__)
t(lambda: C.m.__get__(c)())
def gen():
    x = 1
    yield x
G = gen()
next(G)
G.close()
G.__name__ = "renamed"
t(lambda: G.__name__)
@functools.wraps(g)
def w(): pass
t(lambda: w.__wrapped__ is g)
t(lambda: w.__name__)
cell = outer(7).__closure__[0]
cell.cell_contents = 9
t(lambda: cell.cell_contents)
t(lambda: setattr(cell, "x", 1))
t(lambda: (lambda: 0).__name__)
t(lambda: (lambda: 0).__qualname__)
t(lambda: len.__name__)
t(lambda: len.__self__)
t(lambda: print.__module__)
t(lambda: "a".upper.__self__)
t(lambda: threading.__name__)
t(lambda: functools.partial(g, 1, b=2).keywords)
t(lambda: functools.partial(g, 1).func is g)
t(lambda: None.__class__)
t(lambda: type(None).__name__)
t(lambda: type(c.m).__name__)
t(lambda: type(len).__name__)
t(lambda: __name__)

class Base:
    pass
class One(Base):
    pass
class Two(Base):
    pass
class Three(One):
    pass
t(lambda: [sub.__name__ for sub in Base.__subclasses__()])
t(lambda: [sub.__name__ for sub in One.__subclasses__()])
t(lambda: Two.__subclasses__())
def started():
    yield 1
G = started()
t(lambda: (G.gi_code.co_name, G.gi_running, G.gi_suspended))
next(G)
t(lambda: G.gi_suspended)
list(G)
t(lambda: G.gi_suspended)
t(lambda: setattr(G, "gi_code", 1))
G.__name__ = "renamed"
t(lambda: G.__name__)
def counted(a, b=[0]):
    "counts"
    return a, b
counted.__defaults__ = (1, 2)
t(lambda: counted())
counted.__code__ = (lambda x, y: (y, x)).__code__
t(lambda: counted())
