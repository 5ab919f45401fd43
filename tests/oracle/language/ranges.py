r = range(2, 20, 3)
print(r, list(r), len(r), r[0], r[-1], 5 in r, 6 in r, "x" in r, r.index(8), r.count(5), r == range(2, 19, 3), range(0) == range(5, 5), r.start, r.stop, r.step)
print(list(range(5, 0, -1)), range(3, 3), bool(range(0)), list(reversed(range(4))), sum(range(101)), max(range(5)), hash(range(3)) == hash(range(0, 3)), range(10, 0, -3)[::2])
for bad in (lambda: range(), lambda: range(1, 2, 0), lambda: range("a"), lambda: range(1.5), lambda: range(3)[5], lambda: range(1, 2, 3, 4)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
