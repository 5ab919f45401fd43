# A builtin in a class does not become a method.
class A:
    f = len
    g = print
    def m(self): return self.f([1, 2, 3])
print(A().m(), A.f([1])); A().g("x")
class B:
    s = sorted
    i = int
print(B().s([3, 1]), B().i("5"))
