# `*` and `**` wherever an expression list, an index, a call or a display may have them.
class Index:
    def __getitem__(self, i): return i
    def __setitem__(self, i, v): print("set", i, v)
    def __delitem__(self, i): print("del", i)


a = Index()
idx = (1, 2)
print(a[*idx], a[*idx, 3], a[0, *idx], a[*idx, *idx], a[1:2, *idx], a[*()], a[*idx,])
a[*idx] = 5
del a[*idx, 4]
a[*idx] += (1,)
for index in ([0], []):
    try:
        [1, 2, 3][*index]
    except TypeError as error:
        print(error)


def returns(*rest): return *rest, 3
def yields():
    got = yield *idx, 3
    return got, *idx


print(returns(1, 2))
it = yields()
print(next(it))
try: it.send(0)
except StopIteration as stop: print(stop.value)
for x in *idx, *"ab": print(x, end=" ")
print(*idx, *[2], sep="-", **{"end": "!\n"})
print(sep="+", *idx)
print(*idx if idx else [3], *[] or [5], *lambda_() if False else ())
*b, = idx
*c, d = 1, 2, 3
[*e] = "ab"
(*f, g) = "xyz"
h = *idx, *b
h += *[1], 2
print(b, c, d, e, f, g, h, [*b, *c], {*b, *c}, {**{1: 2}, 3: 4})
for x, *y in [(1, 2, 3)]: print(x, y)
for *x, in [[1, 2]]: print(x)


class Derived(*[Index], *()):
    pass


print(Derived()[*idx, *idx], Derived.__mro__[1] is Index)
for call in (lambda: print(*2), lambda: print(1, *2), lambda: print(*[1], *2), lambda: print(*2, end=""), lambda: [*2], lambda: {**2}):
    try:
        call()
    except TypeError as error:
        print(error)
