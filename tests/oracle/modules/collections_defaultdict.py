from collections import defaultdict

d = defaultdict(list)
d["a"].append(1); d["a"].append(2); d["b"].append(3)
print(d, dict(d), len(d), "c" in d, d.get("c"), d["c"], len(d))
c = defaultdict(int, x=5)
for letter in "hello": c[letter] += 1
print(sorted(c.items()), c.default_factory, isinstance(c, dict))
try:
    defaultdict(None)["k"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
print(defaultdict(lambda: 7)[1], d.copy() == d)
