a, b = {"x": 1, "y": 2, "z": 3}, {"y": 2, "z": 4, "w": 5}
for name, result in (("and", a.keys() & b.keys()), ("or", a.keys() | b.keys()), ("sub", a.keys() - b.keys()), ("xor", a.keys() ^ b.keys()), ("items and", a.items() & b.items()), ("items or", a.items() | b.items()), ("with list", a.keys() & ["x", "q"])):
    print(name, type(result).__name__, sorted(result))
print(a.keys() == {"x", "y", "z"}, a.keys() == b.keys(), a.keys() <= {"x", "y", "z", "w"}, a.keys() < a.keys(), a.keys() >= {"x"}, a.items() == a.items(), a.values() == a.values(), a.keys().isdisjoint(["q"]))
print("x" in a.keys(), ("x", 1) in a.items(), ("x", 2) in a.items(), 3 in a.values(), len(a.keys()), len(a.items()), list(reversed(a)), list(reversed(a.items())), list(reversed(a.values())))
print(a.keys(), a.values(), a.items(), type(a.keys()).__name__, type(iter(a)).__name__, type(iter(a.items())).__name__)
keys = a.keys()
a["v"] = 9
print(keys, len(keys), a | b, b | a, {**a, **b})
a |= {"x": 100}
a |= [("p", 1), ("q", 2)]
print(a)
for bad in (lambda: a | [("x", 1)], lambda: a.keys() + b.keys(), lambda: a.keys()[0], lambda: a.values() & b.values(), lambda: {[]: 1}, lambda: a[[]], lambda: a["none"], lambda: a.pop("none"), lambda: {}.popitem(), lambda: dict([1]), lambda: dict([(1, 2, 3)]), lambda: dict(5), lambda: a.update(5), lambda: a.update([5]), lambda: a.get(), lambda: a < b, lambda: dict.fromkeys(5), lambda: hash(a), lambda: a.fromkeys([[]]), lambda: dict(a, **{1: 2})):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(dict.fromkeys("abc"), dict.fromkeys([1, 2], 0), dict(a=1, b=2), dict([("k", "v")], z=1), dict({"m": 1}), dict(zip("ab", (1, 2))))
print({1: "int", 1.0: "float", True: "bool"}, {None: 0, (): 1, "": 2}, {"a": 1} == {"a": 1.0}, {"a": 1, "b": 2} == {"b": 2, "a": 1}, list({3: 0, 1: 0, 2: 0}))
d = {"n": 1}
print(d.setdefault("n", 5), d.setdefault("m"), d, d.pop("zz", "default"), d.popitem(), d.copy() is d, d.clear(), d)
for change in (lambda: d.update(x=1), lambda: d.pop("x")):
    d = {"x": 0, "k": 1} if change.__code__.co_firstlineno and "x" not in d else d
    try:
        for key in d:
            change()
            d["new" + str(len(d))] = 1
    except RuntimeError as error:
        print(error)
