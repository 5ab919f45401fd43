pairs = [(n % 3, n) for n in range(10)]
print(sorted(pairs, key=lambda p: p[0]))
print(sorted(pairs, key=lambda p: p[0], reverse=True))


class Item:
    def __init__(self, rank, name):
        self.rank, self.name = rank, name

    def __lt__(self, other):
        return self.rank < other.rank

    def __repr__(self):
        return f"{self.rank}{self.name}"


items = [Item(r, n) for r, n in [(2, "a"), (1, "b"), (2, "c"), (1, "d"), (3, "e"), (0, "f")]]
print(sorted(items), sorted(items, reverse=True), min(items), max(items, key=lambda i: i.name))
items.sort(key=lambda i: i.name, reverse=True)
print(items)
print(max([1, 2, 3], default=0), min([], default="none"), max("abc", "abd", key=len), min(3, 1, 2), max({"a": 1, "b": 2}.items(), key=lambda kv: kv[1]))
for bad in (lambda: max([]), lambda: min(), lambda: max(1, "a"), lambda: sorted([1, "a"]), lambda: max(5), lambda: min(1, 2, default=3)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
