for text in ("12", " 12 ", "+3", "-0", "1_000", "_1", "1__0", "1_", "0x10", "", " ", "1 2", "1.0", "٣", "0b11", "1e3", "--1", "９"):
    try:
        print(repr(text), int(text))
    except ValueError as error:
        print(repr(text), error)
for text, base in (("ff", 16), ("0xff", 16), ("0xff", 0), ("0b101", 0), ("0o17", 0), ("010", 0), ("z", 36), ("2", 2), ("10", 1), ("10", 37), ("_f", 16), ("0x_f", 16), ("-0x1", 0), ("", 10)):
    try:
        print(repr(text), base, int(text, base))
    except ValueError as error:
        print(repr(text), base, error)
for value in (3.99, -3.99, True, 1e20, float("nan"), float("inf"), None, [], "x"):
    try:
        print(repr(value), int(value))
    except (ValueError, TypeError, OverflowError) as error:
        print(repr(value), type(error).__name__, error)
print(bin(-5), oct(8), hex(255), hex(-255), (255).bit_length(), (-8).bit_length(), (0).bit_length(), (255).bit_count())
print(int("9" * 30), -int("9" * 30) // 7, int("9" * 30) % -7, 2**100 >> 90, -1 >> 100, 1 << 70, ~(2**65))
print(divmod(-7, 2), divmod(7, -2), divmod(-7.5, 2), -7 // 2, -7 % 3, 7 % -3, 0 ** 0, (-2) ** 3, pow(3, 200, 7), pow(3, -1, 7))
for call in (lambda: 1 << -1, lambda: 1 >> -1, lambda: pow(2, -1, 4), lambda: 0 ** -1, lambda: 1 // 0, lambda: 1 % 0, lambda: 1 / 0, lambda: divmod(1, 0), lambda: 1.5 // 0, lambda: 1.5 % 0, lambda: int("x" * 5), lambda: 10**400 / 1.0, lambda: 1e308 * 10 // 1):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
