for value in (0.1, 1e16, 123456789012345680.0, 1e15, 9007199254740993.0, 1e-4, 1e-5, 0.00001234, 5e-324, 1.7976931348623157e308, 100.0, 1e100, 0.1 + 0.2, 1 / 3, 2 / 3, -0.0, 3.0, 1e22, 1e21, 123e-7):
    print(repr(value), str(value), f"{value}", f"{value:g}", f"{value:.3e}")
for text in ("1.5", " 1.5 ", "1e5", "1E-5", ".5", "5.", ".", "inf", "-Infinity", "nan", "NaN", "1_0.5", "1__0", "0x1", "", "1e", "e5", "1.5.2", "+1", "١.٥"):
    try:
        print(repr(text), float(text))
    except ValueError as error:
        print(repr(text), error)
print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234.5678, -2), round(15, -1), round(25, -1), round(1e20), round(1.25, 1), round(5e-324, 400))
print(1.5.is_integer(), 2.0.is_integer(), (0.75).as_integer_ratio(), 1e300 * 1e10, -1e300 * 1e10, 2.0**0.5, 2**-2, (-8.0) ** 2, 4**0.5)
print(1 == 1.0, hash(1) == hash(1.0), 0.1 + 0.2 == 0.3, 10**20 == 1e20, 10**23 == 1e23, 2**53 + 1 == float(2**53), 1 < 1.5 < 2, float("nan") == float("nan"), max(1, 2.5), min(True, 0.5))
print(7.5 // 2, -7.5 // 2, 7.5 % 2, -7.5 % 2, 7.5 % -2, divmod(7.5, -2), 1e308 + 1e308, float("inf") - float("inf"), 0.0 == -0.0, abs(-0.0), -(0.0))
for call in (lambda: round(float("nan")), lambda: round(float("inf")), lambda: float("inf") // 1, lambda: 2.0 ** 5000, lambda: float(10**400), lambda: 1.0 / 0, lambda: float([]), lambda: 0.0 ** -1, lambda: 1.5 << 1, lambda: 1.5 & 1, lambda: float("one")):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
