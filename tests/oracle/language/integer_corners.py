# Zero over a big negative integer; what cannot be read as an integer is shown up to its 200th character.
for big in (2**80, -(2**80), 2**60 + 1, -(2**60 + 1)):
    print(0 / big, f"{0 / big:.1f}", 0.0 / big, big // 2**200, 0 // big, 0 % big)
for text in ("a" * 197, "a" * 198, "a" * 199, "a" * 300, "\n" * 10 + "b" * 300, "é" * 300, "'" * 250):
    for base in (10, 16, 0):
        try:
            print(int(text + "?", base))
        except ValueError as error:
            print(len(str(error)), error)
try:
    float("f" * 300)
except ValueError as error:
    print(len(str(error)), error)
