for a in (0, 1, -1, 5, -6, 255, 2**62, -(2**62), 2**63, 2**64 - 1, -(2**70) + 3):
    for b in (0, 1, -1, 6, -7, 2**61, -(2**63), 2**65 + 5):
        print(a, b, a & b, a | b, a ^ b, ~a, a << (b & 7), a >> (b & 7), a + b, a - b, a * b, a == b, a < b, hash(a) == hash(b))
        if b:
            print(a // b, a % b, divmod(a, b), (a // b) * b + a % b == a)
for value in (2**31, 2**61 - 1, 2**61, 2**62 - 1, -(2**61) - 1, 2**63 - 1, -(2**63)):
    print(value + 1, value - 1, value * 2, -value, abs(value), value // 3, value ** 2, hash(value), str(value)[::-1], int(str(value)) == value, float(value))
