# bytes and bytearray: construction, comparison, operators, items, iteration and errors.
import sys


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


for kind in (bytes, bytearray):
    print("---", kind.__name__)
    for make in (
        lambda: kind(), lambda: kind(3), lambda: kind([1, 2, 255]), lambda: kind("h\u00e9", "utf-8"), lambda: kind("h\u00e9", encoding="latin-1"),
        lambda: kind("h\u00e9", "ascii", "replace"), lambda: kind("h\u00e9", "ascii", errors="ignore"), lambda: kind(b"ab"), lambda: kind(bytearray(b"cd")),
        lambda: kind(memoryview(b"ef")), lambda: kind(range(5)), lambda: kind(x for x in (7, 8)), lambda: kind({1: 2}), lambda: kind(True),
        lambda: kind("text"), lambda: kind(-1), lambda: kind([256]), lambda: kind([-1]), lambda: kind(["a"]), lambda: kind([1.5]), lambda: kind(1.5),
        lambda: kind(None), lambda: kind(b"a", "utf-8"), lambda: kind(b"a", errors="x"), lambda: kind("a", 1), lambda: kind("a", "utf-8", 2),
        lambda: kind("a", "nope"), lambda: kind(1, 2, 3, 4), lambda: kind(10**30), lambda: kind(object()), lambda: kind("\u00e9", "ascii"),
    ):
        show(make)
    a = kind(b"hello")
    for act in (
        lambda: a + b"!", lambda: a + bytearray(b"?"), lambda: a + "x", lambda: a + 1, lambda: a * 2, lambda: 2 * a, lambda: a * 0, lambda: a * -1, lambda: a * "x",
        lambda: a[0], lambda: a[-1], lambda: a[9], lambda: a["x"], lambda: a[1.0], lambda: a[10**30], lambda: a[1:3], lambda: a[::2], lambda: a[::-1], lambda: a[3:1],
        lambda: a[:], lambda: len(a), lambda: list(a), lambda: list(reversed(a)), lambda: sorted(a), lambda: max(a), lambda: sum(a), lambda: b"ell" in a,
        lambda: 104 in a, lambda: 300 in a, lambda: "h" in a, lambda: a == b"hello", lambda: a == "hello", lambda: a != bytearray(b"hello"), lambda: a < b"help",
        lambda: a >= bytearray(b"hello"), lambda: a < "x", lambda: a < 1, lambda: bool(a), lambda: bool(kind()), lambda: a is a, lambda: -a, lambda: a - a,
        lambda: list(zip(a, "ab")), lambda: list(enumerate(a))[:2], lambda: dict.fromkeys(kind(b"aab")), lambda: [*a][:2], lambda: tuple(a[:2]), lambda: str(a),
        lambda: format(a), lambda: format(a, "5"), lambda: iter(a).__class__.__name__, lambda: next(iter(kind())), lambda: a.missing, lambda: min(a, b"a"),
        lambda: isinstance(a, (bytes, bytearray)), lambda: {1: 2}[a[1] - 100], lambda: len(set(a)), lambda: b"".join([a, a]), lambda: a.__len__(), lambda: a.__contains__(104),
        lambda: a.__getitem__(1), lambda: a.__add__(b"x"), lambda: a.__mul__(2), lambda: a.__eq__(b"hello"), lambda: a.__lt__(b"z"), lambda: a.__class__,
    ):
        show(act)
show(lambda: hash(bytearray()))
show(lambda: {bytearray(): 1})
x, y = b"ab"
print(x, y)
first, *rest = bytearray(b"xyz")
print(first, rest)


def assign(target, key, value):
    target[key] = value
    return target


def delete(target, key):
    del target[key]
    return target


fresh = lambda: bytearray(b"abcdef")
for act in (
    lambda: assign(fresh(), 0, 65), lambda: assign(fresh(), -1, 0), lambda: assign(fresh(), 6, 0), lambda: assign(fresh(), 0, 256), lambda: assign(fresh(), 0, "a"),
    lambda: assign(fresh(), "x", 1), lambda: assign(fresh(), slice(1, 3), b"XYZW"), lambda: assign(fresh(), slice(0, 0), [1, 2]), lambda: assign(fresh(), slice(1, 5), b""),
    lambda: assign(fresh(), slice(0, 6, 2), b"123"), lambda: assign(fresh(), slice(0, 6, 2), b"1234"), lambda: assign(fresh(), slice(1, 2), "x"),
    lambda: assign(fresh(), slice(1, 2), 5), lambda: assign(fresh(), slice(1, 2), [300]), lambda: assign(b"abc", 0, 1), lambda: delete(b"abc", 0), lambda: delete(fresh(), 0),
    lambda: delete(fresh(), -1), lambda: delete(fresh(), 9), lambda: delete(fresh(), slice(1, 3)), lambda: delete(fresh(), slice(None, None, 2)),
    lambda: delete(fresh(), slice(None, None, -2)), lambda: delete(fresh(), "x"), lambda: assign(fresh(), slice(5, 2), b"++"),
):
    show(act)
a = b = bytearray(b"x")
a += b"y"
a *= 2
print(a, b, a is b)
a = c = b"x"
a += b"y"
print(a, c)
a = bytearray(b"ab")
show(lambda: a.__iadd__(a))
a.extend(a)
a[1:1] = a
print(a)
for act in (
    lambda: a.append(33), lambda: a, lambda: a.append(256), lambda: a.append("x"), lambda: a.extend(b"++"), lambda: a.extend([1, 2]), lambda: a.extend("x"),
    lambda: a.extend(5), lambda: a.extend(i for i in (3, 4)), lambda: a.insert(0, 42), lambda: a.insert(-1, 43), lambda: a.insert(100, 44), lambda: a, lambda: a.pop(),
    lambda: a.pop(0), lambda: a.pop(-2), lambda: a.pop(100), lambda: a.remove(97), lambda: a.remove(200), lambda: a.remove("x"), lambda: a.reverse(), lambda: a,
    lambda: a.copy() == a, lambda: a.copy() is a, lambda: a.clear(), lambda: a, lambda: a.pop(), lambda: bytearray(b"a").pop("x"),
):
    show(act)
