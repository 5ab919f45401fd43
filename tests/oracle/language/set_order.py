for size in (3, 5, 8, 20, 60):
    print({n * 7 % 101 for n in range(size)}, {n * n for n in range(size)})
s = set(range(0, 200, 7))
for n in range(0, 200, 14):
    s.discard(n)
s.update(range(500, 510))
print(s)
print({1.5, 2.5, -3.0, 100, 2 ** 40, -1, -2}, {(1, 2), (3, 4), (0,), ()}, {None, 5} - {5}, {True, False, 2})
print(set(range(30)) & set(range(0, 60, 4)), set(range(10)) ^ set(range(5, 15)), {8, 16, 24, 32} | {1, 9, 17}, set(range(20)) - set(range(3, 18)))
print(list({33, 1, 65, 97}), set([9, 17, 1, 25]), frozenset(range(9, -1, -1)), {3, 11, 19}.pop())
