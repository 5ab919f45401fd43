from abc import ABC, abstractmethod, ABCMeta

class M(type):
    def __new__(mcs, name, bases, ns, **kw):
        print("new", name, kw, [n for n in ns if not n.startswith("__firstl") and not n.startswith("__static")])
        return super().__new__(mcs, name, bases, ns)
    def __init__(cls, name, bases, ns, **kw):
        super().__init__(name, bases, ns)
        cls.tag = name.lower()
    def __call__(cls, *a, **k):
        print("call", a, k)
        return super().__call__(*a, **k)
    def __len__(cls): return 42
    def __iter__(cls): yield from "abc"
    def __getitem__(cls, k): return k * 2
    def __contains__(cls, k): return k == 3
    def __repr__(cls): return f"<M {cls.__name__}>"
    @property
    def prop(cls): return cls.__name__ + "!"
    def method(cls): return cls.tag
    def __getattr__(cls, name):
        if name.startswith("x"): return name.upper()
        raise AttributeError(name)

class A(metaclass=M, x=1):
    y: int = 3
    def f(self): return __class__, super().__repr__()[:5]
a = A()
print(a.f()[0], A.tag, len(A), list(A), A[4], 3 in A, 4 in A, A, A.prop, A.method(), A.xyz, type(A), A.__class__)
print(A.__annotations__, A.__module__, A.__qualname__)
class B(A):
    z = 1
    def __init__(self, q): self.q = q
print(B(3).q, B.tag, type(B), isinstance(B, M), isinstance(B, type))
try: A().prop
except AttributeError as e: print(e)
try: A.nope
except AttributeError as e: print(e)

class Singleton(type):
    _instances = {}
    def __call__(cls, *args, **kwargs):
        if cls not in cls._instances:
            cls._instances[cls] = super().__call__(*args, **kwargs)
        return cls._instances[cls]
class Log(metaclass=Singleton):
    def __init__(self, n): self.n = n
assert Log(1) is Log(2) and Log(5).n == 1

class Shape(ABC):
    @abstractmethod
    def area(self): ...
    @property
    @abstractmethod
    def name(self): ...
    def describe(self): return f"{self.name} {self.area()}"
    @classmethod
    @abstractmethod
    def make(cls): ...
class Sq(Shape):
    def area(self): return 4
    name = "sq"
    @classmethod
    def make(cls): return cls()
print(Sq.make().describe(), isinstance(Sq(), Shape), issubclass(Sq, Shape), isinstance(3, Shape))
for cls in (Shape,):
    try: cls()
    except TypeError as e: print(e)
class Part(Shape):
    def area(self): return 1
    @classmethod
    def make(cls): return cls()
try: Part()
except TypeError as e: print(e)
print(sorted(Shape.__abstractmethods__), Sq.__abstractmethods__, Shape.area.__isabstractmethod__)
@Shape.register
class Q: pass
print(issubclass(Q, Shape), isinstance(Q(), Shape))
class H(metaclass=ABCMeta):
    @classmethod
    def __subclasshook__(cls, C):
        return True if hasattr(C, "quack") else NotImplemented
class Duck:
    def quack(self): pass
print(issubclass(Duck, H), isinstance(Duck(), H), issubclass(int, H))
class M2(type): pass
try:
    class Bad(A, metaclass=M2): pass
except TypeError as e: print(e)
X = type("X", (A,), {})
print(X, type(X))
class P(type):
    @classmethod
    def __prepare__(mcs, name, bases):
        class D(dict):
            def __setitem__(self, k, v):
                if k in self and not k.startswith("__"): print("dup", k)
                super().__setitem__(k, v)
        return D(pre=1)
    def __new__(mcs, name, bases, ns): return super().__new__(mcs, name, bases, dict(ns))
class Y(metaclass=P):
    print(pre)
    a = 1
    a = 2
    del pre
    b = [a for _ in "ab"]
    def m(self): return "m"
print(Y.a, hasattr(Y, "pre"), Y().m())
class Meta3(type):
    def __instancecheck__(cls, i): return i == 3
    def __subclasscheck__(cls, c): return c is int
class Z(metaclass=Meta3): pass
print(isinstance(3, Z), isinstance(4, Z), issubclass(int, Z), issubclass(str, Z), isinstance(4, (Z, int)))
print(type.mro(Sq)[-1], ABC.__name__, type(ABC))
class Base:
    def __init_subclass__(cls, **kw): print(cls.__name__, kw)
kw = {"a": 1}
class K(Base, **kw): pass
class K2(Base, metaclass=type, a=2): pass
try:
    class K3(metaclass=M2, foo=1): pass
except TypeError as e: print(e)
