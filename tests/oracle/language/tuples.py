t = (1, "a", [2])
print(t, t[0], t[-1], t[1:], len(t), t + (3,), t * 2, "a" in t, t.index("a"), t.count(1), (), (5,), tuple("ab"), tuple([1, 2]), (1, 2) < (1, 3), (1,) < (1, 0))
t[2].append(3)
print(t, hash((1, 2)) == hash((1, 2)), {(1, 2): "x"}[1, 2], (1, 2) == (1.0, 2.0), (1, (2, 3)) == (1, (2, 3)))
for bad in (lambda: t.__setitem__, lambda: (1, 2) + [3], lambda: hash(t), lambda: (1,)[5], lambda: t.append(1), lambda: (1, "a") < (1, 2), lambda: (1, 2).index(9)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
try:
    t[0] = 5
except TypeError as error:
    print(error)
try:
    del t[0]
except TypeError as error:
    print(error)
