def attempt(action):
    try:
        print(action())
    except TypeError as error:
        print("TypeError:", error)

def f(a, b): pass
def g(a, *, key): pass
def h(): pass
def k(a, b=1): pass
attempt(lambda: f())
attempt(lambda: f(1))
attempt(lambda: f(1, 2, 3))
attempt(lambda: f(1, 2, c=3))
attempt(lambda: f(1, a=3))
attempt(lambda: g(1))
attempt(lambda: g(1, 2))
attempt(lambda: h(1))
attempt(lambda: k(1, 2, 3))
attempt(lambda: 5())
attempt(lambda: None())
class C:
    def m(self): pass
attempt(lambda: C(1))
attempt(lambda: C().m(2))
