# Annotations of functions, classes and the module are evaluated, in CPython's order, and kept; a function's own are not.
def loud(x):
    print("eval", x)
    return x


def f(a: loud("a") = loud("da"), *args: loud("args"), k: loud("k") = loud("dk"), **kw: loud("kw")) -> loud("ret"): pass
x: loud("ann") = loud("value")
class C:
    y: loud("ann") = loud("value")
    (z): loud("not kept") = loud("v")
    __private: int
    if True:
        deep: float = 1.0
    def method(self, __a: "C", /, b: int = 1) -> None: pass
class O: pass
o = O()
o.a: loud("attr") = loud("v2")
d = {}
d["k"]: loud("sub") = loud("v3")
loud(o).not_there: int
loud(d)[loud("index")]: int


def local():
    o.b: loud("never") = loud("v4")
    x: undefined = 1
    y: also_undefined
    return x, sorted(locals())


print(local())
print(f.__annotations__, __annotations__, C.__annotations__, C.method.__annotations__)
print((lambda x: x).__annotations__, local.__annotations__, local.__annotations__ is local.__annotations__)
class D(C): pass
class E(C):
    own: "E"
print(D.__annotations__, E.__annotations__, hasattr(E, "own"))
late: list[int]
print("late" in __annotations__, "late" in globals())
for n in [1, 2]:
    in_loop: int = n
if False:
    not_reached: int
print(list(__annotations__))


def star(*args: *tuple[int, str], x: 1 + 1) -> {"k": [1, 2]}: pass
print(star.__annotations__)
star.__annotations__["more"] = int
print(len(star.__annotations__))
star.__annotations__ = {"x": 1}
print(star.__annotations__)
del star.__annotations__
print(star.__annotations__)
try:
    star.__annotations__ = 5
except TypeError as error:
    print(error)


def bad_function():
    def inner(a: undefined): pass


def bad_class():
    class Inner:
        a: int = 1
        b: undefined
def bad_return():
    class Node:
        def next(self) -> Node: pass


for statement in (bad_function, bad_class, bad_return):
    try:
        statement()
    except NameError as error:
        print(error)
class Node:
    def next(self) -> Node: pass
