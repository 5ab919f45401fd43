# super() with two arguments, with one, with none, and what it is asked for.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: super(1))
t(lambda: super(int, "a"))
t(lambda: super(int, 1).bit_length)
t(lambda: super(int))
t(lambda: super(int, bool))
t(lambda: super(str, int))
class A:
    def f(self): return "A.f"
    @classmethod
    def g(cls): return cls
class B(A):
    def f(self): return super().f()
    def h(self):
        return super(B).f
    x = super(A)
t(lambda: B().f())
t(lambda: B().h())
t(lambda: super(B, A()))
t(lambda: super(B, A))
t(lambda: super(B, B).g())
t(lambda: super(A, B()).f)
t(lambda: super(B, B()).__thisclass__)
t(lambda: super(B, B()).__self_class__)
t(lambda: super(B, B()).zz)
t(lambda: super(B, B).zz)
t(lambda: super(B))
t(lambda: super(B, B()))
t(lambda: super(B, B))
def nope(): return super()
t(nope)
def nope(x): return super()
t(lambda: nope(1))
