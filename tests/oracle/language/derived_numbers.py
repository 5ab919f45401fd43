# Classes that derive from int and float.
import operator


class Meters(int):
    """A length."""

    def __add__(self, other):
        return Meters(int(self) + int(other))

    def __repr__(self):
        return f"Meters({int(self)})"


class Plain(int):
    pass


class Ratio(float):
    def __new__(cls, up, down=1):
        made = super().__new__(cls, up / down)
        made.parts = (up, down)
        return made


a, b = Meters(3), Meters("12")
print(a, b, a + b, a + 1, type(a + b), type(a - b), a - b, a * 2, -a, +a, ~a, abs(Meters(-4)), type(abs(Meters(-4))), type(+Plain(3)))
print(a == 3, 3 == a, a < b, a <= 3, a != 3, hash(a) == hash(3), {3: "three"}[a], {a: "m"}[3], a in {3}, a in [3], [3].index(a))
print(bool(Meters(0)), bool(Meters(7)), not Meters(0), "yes" if Plain() else "no", Plain() is Plain(), isinstance(a, int), issubclass(Meters, int))
print([10, 20, 30, 40][Plain(2)], "abcdef"[Plain(1):Plain(4)], list(range(Plain(3))), range(Plain(1), Plain(5), Plain(2)), "ab" * Plain(2), [1] * Plain(3))
print(type(range(Plain(3)).stop), type(int(a)), type(float(Ratio(1, 2))), int(a) == 3)
print(Plain(2) ** Plain(3), 7 // Plain(2), 7 % Plain(2), divmod(7, Plain(2)), 7 / Plain(2), 1 << Plain(4), 255 >> Plain(4), 6 & Plain(3), 6 | Plain(1), 6 ^ Plain(3))
print(Plain(10**30), Plain(10**30) + 1, Plain(10**30) == 10**30, hash(Plain(10**30)) == hash(10**30), Plain("ff", 16), Plain("0b11", base=0), Plain(3.9))
print(f"{Plain(5)} {Plain(5):03d} {Plain(255):#x} {Plain(5)!r} {a} {a!r} {a:d}", "%d %s %r %x %c" % (Plain(5), Plain(5), a, Plain(255), Plain(65)), str(a), repr(a))
print(Plain(5).bit_length(), Plain(5).real, type(Plain(5).real), Plain(5).imag, Plain(5).numerator, Plain(5).as_integer_ratio(), Plain(5).conjugate(), type(Plain(5).conjugate()), Plain(5).to_bytes(2, "big"))
print(chr(Plain(65)), hex(Plain(255)), oct(Plain(8)), bin(Plain(5)), round(Plain(17), -1), pow(Plain(2), 10, 1000), sum([Plain(1), Plain(2)]), max(Plain(1), 2), sorted([Plain(3), 1, Plain(2)]), min([Plain(3), Plain(1)]))
print(operator.index(Plain(3)), type(operator.index(Plain(3))), bytes([Plain(65)]), bytes(Plain(2)), complex if False else "", [Plain(1), 2] == [1, Plain(2)], (Plain(1),) < (2,))
for wrong in (lambda: 1 // Plain(0), lambda: 1 % Plain(0), lambda: 1 / Plain(0), lambda: [1][Plain(4)], lambda: Plain("x"), lambda: Plain([]), 
              lambda: Plain(1) + "x", lambda: range(1, 2, Plain(0)), lambda: 1 << Plain(-1), lambda: Plain() < "a", lambda: Plain(None)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
a.unit = "m"
print(a.unit, a.__dict__, vars(a), Meters.__doc__, Meters.__mro__)
half = Ratio(1, 2)
print(half, half + 1, type(half + 1), half.parts, half == 0.5, hash(half) == hash(0.5), half < 1, -half, +half, type(+half), abs(half), round(half), int(half), float(half), half.is_integer(), half.as_integer_ratio(), f"{half:.3f}", "%.2f" % half, half.real, bool(Ratio(0)))
print(Ratio(3, 4) * 2, 2 * Ratio(3, 4), Ratio(1, 4) ** 2, divmod(Ratio(7, 2), 1), Ratio(1, 3) > Plain(0), sorted([Ratio(1, 2), Ratio(1, 3)]), sum([half, half]), max(half, 0.25), half.hex() if hasattr(half, "hex") else "0x1.0000000000000p-1")


class Total(float):
    pass


print(Total("2.5"), Total(), Total(3), Total.__bases__, isinstance(Total(1), float), Total(1) == 1, Total("nan") != Total("nan"), Total("inf"))


class Odd(int):
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 7

    def __lt__(self, other):
        return "less"

    def __bool__(self):
        return False

    def __index__(self):
        return 1

    def __int__(self):
        return 42

    def __str__(self):
        return "odd"

    def __format__(self, spec):
        return f"<{spec}>"

    def __radd__(self, other):
        return ("radd", other)

    def __neg__(self):
        return "neg"


o = Odd(5)
print(o == 9, 9 == o, hash(o), o < 1, 1 > o, bool(o), not o, int(o), str(o), f"{o:abc}", f"{o}", "%s" % o, 1 + o, -o, o + 1, {7: "found"}.get(o), o in [1], print(o))


class Level(int):
    def __new__(cls, value, label):
        made = int.__new__(cls, value)
        made.label = label
        return made

    def __init__(self, value, label):
        print("init", value, label)


low = Level(1, "low")
print(low, low.label, low + 1, Level.__new__(Level, 2, "x").label, int.__new__(int, "7"), type(int.__new__(int, 7)))


class Sub(Meters):
    pass


print(Sub(2) + Sub(3), 1 + Sub(2), Sub(2) == Meters(2), type(Sub.__add__(Sub(1), 2)))
for wrong in (lambda: type("B", (bool,), {}), lambda: type("X", (int, str), {}), lambda: Level(1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
