# Whose method is asked first, and what a != without a __ne__ means.
import itertools


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class E:
    def __eq__(self, o): print("E.eq"); return NotImplemented
class F:
    def __eq__(self, o): print("F.eq"); return True
class N:
    def __ne__(self, o): print("N.ne"); return NotImplemented
class X(E):
    def __eq__(self, o): print("X.eq"); return NotImplemented
class XX(E): pass
class R(E):
    def __ne__(self, o): print("R.ne"); return NotImplemented
for a, b in itertools.product((E, F, N, X, XX, R, lambda: 1, lambda: [], object), repeat=2):
    x, y = a(), b()
    print(a.__name__, b.__name__)
    t(lambda: x != y)
    t(lambda: x == y)
    t(lambda: [x] != [y])
    t(lambda: (x,) == (y,))
class L:
    def __lt__(self, o): print("L.lt", type(self).__name__); return NotImplemented
    def __gt__(self, o): print("L.gt", type(self).__name__); return NotImplemented
class M(L): pass
class O(L):
    def __gt__(self, o): print("O.gt"); return 5
for a, b in itertools.product((L, M, O, int), repeat=2):
    x, y = a(), b()
    t(lambda: x < y)
    t(lambda: x > y)
    t(lambda: x <= y)
    t(lambda: [x] < [y])
class A1:
    def __add__(s, o): return "A1.add"
    def __radd__(s, o): return "A1.radd"
class B1(A1): pass
class C1(A1):
    def __radd__(s, o): return "C1.radd"
t(lambda: A1() + B1())
t(lambda: A1() + C1())
t(lambda: C1() + A1())
t(lambda: 1 + C1())
