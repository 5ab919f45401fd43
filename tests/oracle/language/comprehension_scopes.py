x = "outer"
print([x for x in range(3)], x, {x: x * 2 for x in "ab"}, x, {x for x in (1, 1)}, x)
print([(i, j) for i in range(3) if i for j in range(i)], [[j for j in range(i)] for i in range(3)], [y for x in [[1], [2, 3]] for y in x])
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])


class C:
    items = [1, 2, 3]
    doubled = [i * 2 for i in items]
    try:
        bad = [i * len(items) for i in items]
    except NameError as error:
        bad = str(error)


print(C.doubled, C.bad)


def f(n):
    total = [n + i for i in range(3) if (last := i) >= 0]
    return total, last, (lambda: [n for _ in range(2)])(), list(n * k for k in range(2))


print(f(10))
g = (print("evaluated", i) or i for i in range(3))
print(next(g), next(g))
try:
    g = (i for i in 5)
except TypeError as error:
    print(error)
g = (1 // i for i in (1, 0))
print(next(g))
try:
    next(g)
except ZeroDivisionError as error:
    print(error)
print(any(i > 1 for i in range(3)), sum(i for i in range(4)), max((i for i in []), default="none"), sorted(i % 3 for i in range(6)), ",".join(str(i) for i in range(3)), dict((i, i) for i in range(2)))
print([i if i % 2 else -i for i in range(4)], [i for i in range(10) if i % 2 if i % 3], [a + b for a, b in [(1, 2), (3, 4)]], [*(i for i in "ab")], [k for k, *v in [(1, 2, 3)]])
