# Properties without a getter, a setter, a deleter; their names and documentation; __getattr__ behind them.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class P:
    x = property()
    y = property(lambda s: 1)
    z = property(None, lambda s, v: None, doc="zdoc")
    @property
    def w(self):
        "wdoc"
        raise AttributeError("inner")
    def g(self): "gdoc"
    v = property(g)
    u = property(g, doc="other")
    q = v.getter(lambda self: 5)
    @w.setter
    def w2(self, v): pass
p = P()
for n in "xyzwvuq":
    t(lambda: getattr(p, n))
    t(lambda: setattr(p, n, 1))
    t(lambda: delattr(p, n))
    t(lambda: P.__dict__[n].__doc__)
    t(lambda: P.__dict__[n].__name__)
    t(lambda: hasattr(p, n))
    t(lambda: getattr(p, n, "dflt"))
t(lambda: P.w2.__name__)
t(lambda: P.w2.__doc__)
t(lambda: property().__name__)
P.late = property()
t(lambda: p.late)
t(lambda: setattr(p, "late", 1))
t(lambda: P.late.__name__)
class PP(P): pass
t(lambda: PP().x)
t(lambda: P.x.__get__(p))
t(lambda: P.y.__get__(p, P))
t(lambda: P.y.__get__(None, P) is P.y)
t(lambda: P.y.__set__(p, 1))
t(lambda: P.z.__set__(p, 1))
t(lambda: P.z.__delete__(p))
t(lambda: P.x.fget)
t(lambda: property(1, 2, 3).fset)
t(lambda: property(fget=len).fget)
t(lambda: property(doc="hi").__doc__)
def setdoc():
    P.y.__doc__ = "new"; return P.y.__doc__
t(setdoc)
def setdoc():
    P.y.foo = "new"
t(setdoc)
def setfget():
    P.y.fget = 3
t(setfget)
class G:
    @property
    def a(self): raise AttributeError("from a")
    def __getattr__(self, n): return "fallback " + n
t(lambda: G().a)
t(lambda: G().b)
class G2:
    @property
    def a(self): return self.missing
t(lambda: G2().a)
