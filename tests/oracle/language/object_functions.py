class A:
    x = 1

    def __init__(self):
        self.y = 2

    def m(self):
        return self.y


a = A()
print(hasattr(a, "x"), getattr(a, "y"), getattr(a, "z", 3), callable(a.m), isinstance(a, A), type(a) is A, a.m.__name__, a.m.__self__ is a, A.m.__qualname__)
setattr(a, "w", 5)
delattr(a, "y")
print(a.w, hasattr(a, "y"), vars(a), sorted(n for n in dir(a) if not n.startswith("__")))
print(id(a) == id(a), a == a, a != A(), hash(a) == hash(a), a is a, a is not None, bool(a), a in [a], [a].index(a), {a: 1}[a])
m = a.m
print(m == a.m, A.m is A.m, type(m).__name__, type(A.m).__name__, type(len).__name__, type(type).__name__, type(None).__name__, type(...).__name__, type(NotImplemented).__name__)
print(isinstance(True, int), isinstance(5, (str, int)), issubclass(A, object), isinstance(A, type), isinstance(int, type), type(5) == int, int("5") is not None)
print(str(A).endswith("A'>"), repr(int), repr(len), str(type(None)), repr(ValueError), [int, str])
for bad in (lambda: isinstance(1, 1), lambda: issubclass(1, int), lambda: getattr(a, 5), lambda: hasattr(a, "x", 1), lambda: setattr(a, "b"), lambda: A(1), lambda: a.m(1), lambda: A.m(), lambda: type()):
    try:
        print(bad())
    except TypeError as error:
        print(error)
B = type("B", (A,), {"extra": 7, "show": lambda self: self.extra})
print(B().show(), B.__name__, issubclass(B, A), B().x)
