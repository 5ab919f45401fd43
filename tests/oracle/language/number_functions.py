print(abs(-3), abs(2.5), abs(True), round(2.5), round(3.5), round(-2.5), round(2.567, 2), round(1250, -2), round(1350, -2), round(5), round(2.5, 0), round(1e20), round(-0.4))
print(divmod(7, 2), divmod(-7, 2), divmod(7, -2), divmod(7.5, 2), divmod(-1.5, 0.5), pow(2, 3), pow(2, -1), pow(2, 10, 7), 2 ** 0.5, (-2) ** 2, -2 ** 2)
print(min(1, 2.0), max(True, 0), sum([1, 2.5]), sum([0.1] * 10), sum([0.1, 0.2, 0.3]), sum([], 5), sum([[1], [2]], []), sum((True, True)))
print(int(3.9), int(-3.9), int("  42 "), int("ff", 16), int("0b11", 0), int("z", 36), int("-0o17", 8), int(True), int("1_000"), float("1e-3"), float(" inf "), float("nan") != float("nan"), float("1_0.5"), float(5), float("-.5"))
print(bin(10), hex(255), oct(8), bin(-3), chr(97), ord("a"), ord("€"), hash(1) == hash(1.0) == hash(True), bool(0.0), bool("0"), bool(None), complex if False else "")
print(7 // 2, -7 // 2, 7 // -2, 7 % 3, -7 % 3, 7 % -3, 7.5 // 2, -7.5 % 2, 1e300 * 1e10, 5 / 2, 4 / 2, 0.1 + 0.2, 1 / 3, 1e22, 1e21 + 1, 123456789012345678, 1.0, 1e16, 123456.789e3)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 5, 100 >> 3, -100 >> 3, True + True, True & False, True ^ True, ~True, 1.5.is_integer(), 2.0.is_integer(), (0.75).as_integer_ratio(), (5).real, (2.5).imag)
print(1 == 1.0, 1 < 1.5, 2 ** 53 == 2.0 ** 53, 0.0 == -0.0, 3 != 3.0, 1 <= True, float("inf") > 10 ** 400, 10 ** 400 > 1.5, -(10 ** 400) < float("-inf"))
for bad in (lambda: 1 / 0, lambda: 1 // 0, lambda: 1 % 0, lambda: 1.0 / 0, lambda: 1.5 // 0, lambda: 1.5 % 0, lambda: 0 ** -1, lambda: 0.0 ** -1, lambda: divmod(1, 0), lambda: divmod(1.0, 0), lambda: 2.0 ** 5000,
            lambda: int("a"), lambda: float("x"), lambda: float(""), lambda: int("1.5"), lambda: int(None), lambda: float(None), lambda: ord("ab"), lambda: ord(5), lambda: chr(-1), lambda: abs("x"), lambda: round("x"), lambda: -"x", lambda: ~1.5, lambda: 1 + None, lambda: 1 < "a",
            lambda: [] + 1, lambda: None + 1, lambda: pow(2, 3, 0), lambda: pow(2.0, 3, 5), lambda: hex(1.5), lambda: 1 << 1.5, lambda: 5 @ 3, lambda: sum(5), lambda: 1.5 & 1, lambda: round(1.5, "x"), lambda: round(float("nan")), lambda: int("5", 1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
