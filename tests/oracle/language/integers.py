print(7 // 2, -7 // 2, 7 // -2, -7 % 3, 7 % -3, divmod(7, 2) if False else "")
print(2**10, 2**0, (-2) ** 3, 2**-2, 10**18)
print(5 & 3, 5 | 3, 5 ^ 3, ~5, 1 << 10, -17 >> 2)
print(0x1F, 0o17, 0b101, 1_000_000)
print(int("42"), int("-7"), int("ff", 16), int(3.99), int(-3.99), int(True))
print(abs(-5), min(3, 1, 2), max([4, 9, 2]), sum([1, 2, 3]), round(7))
a = 5
a += 2; a -= 1; a *= 4; a //= 3; a **= 2; a %= 50
print(a)
a <<= 3; a |= 1; a &= 0xFF; a ^= 2; a >>= 1
print(a)
