# A view takes any iterable, and gives a new set; print >> is what Python 2 had.
keys = {"a": 1, "b": 2}.keys()
for other in (["a"], {"a", "c"}, frozenset("b"), "ab", 5, None, 1.5):
    for operation in (lambda: keys & other, lambda: other | keys, lambda: keys - other, lambda: other - keys, lambda: keys ^ other):
        try:
            result = operation()
            print(type(result).__name__, sorted(result))
        except TypeError as error:
            print(error)
mine = also = {"z"}
mine |= keys
print(sorted(mine), also)
counts = alias = {"a": 1}
counts |= [("b", 2)]
print(alias)
for wrong in (lambda: print >> 5, lambda: range(10)[10**20], lambda: 0 / -2**70, lambda: range(0, 10)[0:1:-1], lambda: range(0)[::-1]):
    try:
        print(wrong())
    except (TypeError, IndexError) as error:
        print(error)
try:
    counts |= 5
except TypeError as error:
    print(error)
