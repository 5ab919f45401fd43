# Whatever a class has for __call__: what is no function gets no self.
def f(*a): return a and len(a)
class S:
    __call__ = staticmethod(f)
class K:
    __call__ = classmethod(lambda cls, *a: (cls.__name__, a))
class N: __call__ = len
class T: __call__ = int
class BM: __call__ = [1].append
class I:
    def __call__(self, *a): return a
class II: __call__ = I()
class L: __call__ = list
class NN: __call__ = None
class X: __call__ = 3
class Pr:
    @property
    def __call__(self): return lambda *a: a
class D:
    class d:
        def __get__(self, i, o): return lambda *a: ("got", a)
    __call__ = d()
class SO: __call__ = staticmethod(I())
class CO: __call__ = classmethod(I())
for cls in (S, K, N, T, BM, II, L, NN, X, Pr, D, SO, CO):
    for args in ((), ("5",), ([1,2],), (1,2)):
        try: print(cls.__name__, args, cls()(*args))
        except Exception as e: print(cls.__name__, args, type(e).__name__, e)
    print(callable(cls()))
