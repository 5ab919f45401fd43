# Special methods that a class sets to None.
import math


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def sets(name):
    return type("Sets", (), {name: None})()


n = sets("__index__")
for action in (
    lambda: [1][n], lambda: (1,)[n], lambda: "a"[n], lambda: range(3)[n], lambda: [1][n:], lambda: [1] * n, lambda: n * [1], lambda: "a" * n,
    lambda: hex(n), lambda: bin(n), lambda: oct(n), lambda: int(n), lambda: float(n), lambda: range(n), lambda: chr(n), lambda: "a".center(n),
    lambda: [].insert(n, 1), lambda: [1].pop(n), lambda: round(1.5, n), lambda: "%d" % n, lambda: "%x" % n, lambda: "%c" % n, lambda: "a".find("a", n),
    lambda: slice(n).indices(3), lambda: slice(1).indices(n), lambda: "abc".split(None, n), lambda: int("1", n),
    lambda: [1].__setitem__(n, 1), lambda: [1].__delitem__(n),
):
    t(action)
for name, actions in (
    ("__contains__", (lambda o: 1 in o, lambda o: 1 not in o)),
    ("__iter__", (iter, list, tuple, set, dict, sum, max, any, sorted, lambda o: [*o], lambda o: {*o}, lambda o: print(*o), lambda o: 1 in o, lambda o: [x for x in o], lambda o: "".join(o))),
    ("__len__", (len, bool, lambda o: not o, lambda o: o and 1)), ("__bool__", (bool, lambda o: 1 if o else 2)),
    ("__getitem__", (lambda o: o[0], list, lambda o: 1 in o)), ("__call__", (lambda o: o(),)), ("__hash__", (hash, lambda o: {o})),
    ("__eq__", (lambda o: o == 1, lambda o: 1 == o, lambda o: o != 1)), ("__ne__", (lambda o: o != 1, lambda o: 1 != o)), ("__lt__", (lambda o: o < 1, lambda o: sorted([o, o]))),
    ("__add__", (lambda o: o + 1, lambda o: 1 + o)), ("__radd__", (lambda o: 1 + o,)), ("__neg__", (lambda o: -o,)), ("__abs__", (abs,)), ("__round__", (round,)),
    ("__int__", (int, lambda o: "%d" % o)), ("__divmod__", (lambda o: divmod(o, 1),)), ("__repr__", (repr, str, lambda o: f"{o}", lambda o: "%r" % o)),
    ("__str__", (str, lambda o: f"{o}", lambda o: "%s" % o)), ("__format__", (format, lambda o: f"{o}", "{}".format)), ("__next__", (next,)), ("__reversed__", (reversed,)),
):
    for action in actions:
        print(name, end=": ")
        t(lambda: action(sets(name)))


def two(iterable):
    first, second = iterable


def rest(iterable):
    first, *others = iterable


for value in (sets("__iter__"), sets("__getitem__"), 1, None):
    t(lambda: two(value))
    t(lambda: rest(value))
t(lambda: math.trunc(sets("__trunc__")))
