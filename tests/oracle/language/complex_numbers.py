# Complex numbers: literals, arithmetic, text, conversions and the errors.
import math


def t(f, *a):
    try:
        print(repr(f(*a)))
    except Exception as e:
        print(type(e).__name__, e)


print(1j, 0j, -0j, 1.5j, 3 + 4j, 3 - 4j, -3 - 4j, 1e100j, 1_0.5e2J, 0777j, complex(0.0, -0.0), complex(-0.0, 1), complex(-0.0, -0.0), -(1j))
print(complex(math.inf, math.nan), complex(math.nan, -math.inf), complex(1, math.inf), [1j], (2j,), {1j: 1}, str(2j), f"{1+2j}", f"{1+2j!r:>10}")
print(type(1j), type(1j).__name__, isinstance(1j, complex), isinstance(1, complex), (3 + 4j).real, (3 + 4j).imag, (3 + 4j).conjugate(), abs(3 + 4j))
values = [0j, 1j, 1 + 2j, -1.5 + 0.5j, 2, 2.5, True, -3]
for a in values:
    for b in values:
        if isinstance(a, complex) or isinstance(b, complex):
            for f in (lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b, lambda a, b: a / b, lambda a, b: a == b, lambda a, b: a != b):
                t(f, a, b)
for a, b in [(1j, 2), (2 + 1j, 3), (2 + 1j, -2), (0j, 0), (0j, 2), (2, 0j), (0j, -1), (0j, 1j), (1j, 0), (1 + 1j, 100)]:
    t(lambda: a ** b)
print(abs((2j) ** 0.5 - (1 + 1j)) < 1e-12, abs((1 + 2j) ** (1 + 1j) - complex(0.0222, 0.0)) < 1e9, abs(2 ** 1j - complex(0.7692389013639721, 0.6389612763136348)) < 1e-12)
print(+(1 + 2j), -(1 + 2j), bool(0j), bool(1j), not 0j, hash(1j) == hash(1j), hash(2 + 0j) == hash(2), hash(1 + 2j), hash(-1j), 1 + 0j == 1, 1 == 1 + 0j, {1: "a"}[1 + 0j])
for f in (lambda: 1j < 2, lambda: 1j // 2, lambda: 1j % 2, lambda: divmod(1j, 2), lambda: 1j + "a", lambda: "a" + 1j, lambda: [] * 1j, lambda: int(1j), lambda: float(1j),
          lambda: round(1j), lambda: math.sqrt(1j), lambda: 1j / 0, lambda: 1 / 0j, lambda: 0j ** -1, lambda: [1][1j], lambda: range(1j), lambda: 1j & 1,
          lambda: ~1j, lambda: (1j).nope, lambda: 1j(), lambda: 1j[0], lambda: sorted([1j, 2j]), lambda: max(1j, 2j), lambda: 1j + 10 ** 400):
    t(f)
for args in [(), (1,), (1, 2), (1.5, -2), ("1+2j",), ("1",), ("j",), ("-j",), (" 1-2.5e3j ",), ("(1+2j)",), ("+1.5J",), ("nan",), ("inf-infj",), ("1 + 2j",), ("",), ("1+2",), ("1+2i",),
             ("a",), ("1+-2j",), ("1", 2), (1, "2"), ([],), (1, []), (None,), (True, False), (1j, 2j), (1j, 1), (1, 1j), (10 ** 400,), (b"1",), ("1_0+2_0j",), ("1__0",), ("1e5j",),
             ("1+j",), ("infinity",), ("(1+2j",), ("1j+2",)]:
    t(complex, *args)
t(lambda: complex(real=1, imag=2))
t(lambda: complex(imag=2))


class C:
    def __complex__(self):
        return 1 + 2j


class F:
    def __float__(self):
        return 2.5


class I:
    def __index__(self):
        return 7


class Bad:
    def __complex__(self):
        return 5


for value in (C(), F(), I(), Bad()):
    t(complex, value)


class Own(complex):
    def twice(self):
        return self * 2


print(Own(1, 2).twice(), type(Own(1, 2) + 1), Own("3j"), isinstance(Own(1), complex), Own(1, 2) == 1 + 2j)
for spec in ["", ".2f", "10", ">12.1f", "<12.1f|", "^14", "+.2e", "*^20.3f", "g", ".3", ",.1f", "e", "n"]:
    t(format, 1.5 + 2.25j, spec)
for spec in ["05", "=10", "d", "s", "x", "%"]:
    t(format, 1j, spec)
print("{:.1f} {!r}".format(1 + 2j, 2j), "%s %r" % (1j, 2j))
t(lambda: "%d" % 1j)
t(lambda: "%f" % 1j)
print(sum([1j, 2, 3.5]), sum([1j, 2j], 1), max([1j, 2j], key=abs), sorted([3j, 1j, 2 + 0j], key=abs), 1j in [1j], [1j, 1].index(1 + 0j), (1j,) == (1j,))
z = 1 + 1j
z += 1
z *= 2j
z -= 1
z /= 2
z **= 2
print(z)
try:
    z.real = 1
except AttributeError as error:
    print(error)
match 1 + 2j:
    case 1 + 1j:
        print("no")
    case 1 + 2j:
        print("yes")
match -1j:
    case 1j | 0j:
        print("no")
    case -1j:
        print("yes")
match 1 - 2j:
    case complex(real=1, imag=i):
        print("class", i)
print(eval("1j * 1j"), (1j).__class__, 1j.imag, 2j.conjugate())
for text in ["match x:\n case 1j+2j: pass", "match x:\n case 1+2: pass", "match x:\n case {1j: a, 1j: b}: pass", "match x:\n case {1: a, 1j: b, 1+1j: c, 1+2j: d}: pass",
             "match x:\n case {1+2j: a, 1+2j: b}: pass", "x = 1jx", "x = 1j1", "def f(a: 1j): pass", "1j = 2", "x = 0x1j", "x=1.j", "x = 08j", "match x:\n case -1-2j: pass",
             "match x:\n case 1j-2: pass"]:
    try:
        compile(text, "f", "exec")
        print("compiled", repr(text))
    except SyntaxError as error:
        print(error, error.offset, repr(text))
