# Memory that runs out in strings and large numbers.
import math

words = ["alpha", "βeta", "gamma" * 20]
print("; ".join(words), " ".join(str(n) for n in range(20)))
text = ""
for n in range(60):
    text += f"{n:>4}|{n!r}|"
print(len(text), text[-12:], text.count("|"), text.replace("|", "--")[-9:], text.split("|")[3:6])
long = "x" * 900
for n in range(40):
    long += "yz" * 20
print(len(long), long.upper()[-4:], long.encode()[:2] if hasattr(long, "encode") else None)
print("%s and %d and %r" % ("a" * 30, 10**30, ["nested", ("deep",)]), "{:,} {:x}".format(10**12, 255))
big = 3**200
print(big, big * big % 10**9, big // 7**50, -big >> 3, hex(big)[:12], int("9" * 50) + 1, big == 3**200, big > 2**300)
print(math.factorial(30), sum(n * 10**20 for n in range(10)), str(2**100), f"{2**90:_}", float(2**70))
print(repr([words, {"k": {"n": (1, [2, {3}])}}]), "a\tb\\n".expandtabs(), "Mixed Case".swapcase(), "title me".title().partition(" "))
print("pad".center(11, "*"), "1,2,,3".rsplit(",", 2), "  strip ".strip() + "|", "línea\nzwei\r\n".splitlines())
