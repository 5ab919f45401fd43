def f(a, b=2, *args, c, d=4, **kwargs):
    return a, b, args, c, d, kwargs


def g(x, /, y, *, z=0):
    return x, y, z


print(f(1, c=3), f(1, 2, 3, 4, c=5, e=6), f(*[1], **{"c": 2}), g(1, y=2), g(1, 2, z=3), f.__name__, f.__defaults__, f.__kwdefaults__)


def default(items=[]):
    items.append(len(items))
    return items


print(default(), default(), default([]), (lambda *a, k=1, **kw: (a, k, kw))(1, 2, k=3, z=4))
for bad in (lambda: f(), lambda: f(1), lambda: g(), lambda: g(x=1, y=2), lambda: g(1, 2, 3), lambda: g(1, 2, 3, z=4), lambda: g(1, y=2, w=3), lambda: f(1, 2, b=3, c=1),
            lambda: (lambda: 1)(2), lambda: (lambda a, b, c: 1)(), lambda: (lambda a, b: 1)(1), lambda: print(bogus=1), lambda: len(), lambda: len(1, 2), lambda: int(1, 2, 3) if False else isinstance(1)):
    try:
        print(bad())
    except TypeError as error:
        print(error)


def outer():
    count = 0

    def increment(by=1):
        nonlocal count
        count += by
        return count

    return increment


counter = outer()
print(counter(), counter(5), outer()())
total = 0


def add(n):
    global total
    total += n


add(3)
add(4)
print(total, add.__doc__, outer.__qualname__, (lambda: 0).__name__, outer().__qualname__)


def documented():
    """The text."""


documented.attribute = 5
print(documented.__doc__, documented.attribute, documented.__dict__, hasattr(documented, "other"))


def recursive(n):
    return 1 if n == 0 else n * recursive(n - 1)


print(recursive(20), (lambda n: n if n < 2 else 0)(1))


def early(n):
    for i in range(n):
        if i == 2:
            return i
    return "end"


print(early(1), early(5))
