for value in (0, 1, -1, 0.0, "", "a", [], [0], (), {}, {1: 1}, set(), None, True, range(0), range(1)):
    print(repr(value), bool(value), not value)
print(1 and 2, 0 and 2, 1 or 2, 0 or 2, not 0 or 1)
print(1 < 2 < 3, 1 < 3 < 2, 3 > 2 >= 2 != 1)
x = 5
print("yes" if x > 3 else "no", "yes" if x > 7 else "no")
print(None is None, None is not True, 1 in [1], 2 not in (1,))
