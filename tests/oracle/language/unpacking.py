a, b = 1, 2
a, b = b, a
(c, d), e = (3, 4), 5
[f, *g] = "xyz"
*h, i = range(3)
j, *k, l = [1, 2]
first, (second, *others), last = 1, (2, 3, 4), 5
print(a, b, c, d, e, f, g, h, i, j, k, l, first, second, others, last)
for x, (y, z) in [(1, (2, 3))]:
    print(x, y, z)
print([*range(2), *"ab"], (*[1], 2), {*[1, 1]}, {**{"a": 1}, "b": 2}, [x for x, *_ in [(1, 2, 3)]])


def f(*args, **kwargs):
    return args, kwargs


print(f(*[1, 2], 3, *(4,), **{"x": 1}, y=2), f(*"ab", **{}))
values = {}
values["k"], values["j"] = 1, 2
a = b = c = []
a.append(1)
print(values, b is c, c)
for bad in ("a, b = 1", "a, b = [1]", "a, b = 1, 2, 3", "a, *b, c = [1]", "a, b = None", "f(*5)", "f(**5)", "f(**{1: 2})", "f(x=1, **{'x': 2})", "[*5]", "a, b = {1: 2}"):
    namespace = {}
    try:
        if bad == "a, b = 1":
            a, b = 1
        elif bad == "a, b = [1]":
            a, b = [1]
        elif bad == "a, b = 1, 2, 3":
            a, b = 1, 2, 3
        elif bad == "a, *b, c = [1]":
            a, *b, c = [1]
        elif bad == "a, b = None":
            a, b = None
        elif bad == "f(*5)":
            f(*5)
        elif bad == "f(**5)":
            f(**5)
        elif bad == "f(**{1: 2})":
            f(**{1: 2})
        elif bad == "f(x=1, **{'x': 2})":
            f(x=1, **{"x": 2})
        elif bad == "[*5]":
            [*5]
        else:
            a, b = {1: 2}
    except Exception as error:
        print(bad, "->", type(error).__name__, error)
