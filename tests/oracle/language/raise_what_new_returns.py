# What raise makes of a class whose __new__ returns something else.
def t(f):
    try: f()
    except BaseException as e: print(type(e).__name__, e)
class E(Exception):
    def __new__(cls, *a): return cls
class I(Exception):
    def __new__(cls, *a): return 5
class O(Exception):
    def __new__(cls, *a): return ValueError("other")


def a():
    raise E



def b():
    raise I



def c():
    raise O



def d():
    raise ValueError("x") from E



def e():
    raise ValueError("x") from I



def f():
    raise I()

for x in (a, b, c, d, e, f): t(x)
