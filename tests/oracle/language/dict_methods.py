d = {"a": 1, "b": 2}
d["c"] = 3
print(d, d.get("z"), d.get("z", 0), d.setdefault("d", 4), d.setdefault("a", 9), d.pop("b"), d.pop("zz", None), d.popitem(), list(d), len(d))
d.update({"x": 10}, y=20)
d.update([("z", 30), ("a", 0)])
print(d, "x" in d, 10 in d, d == {"a": 0, "c": 3, "x": 10, "y": 20, "z": 30}, d.copy() == d, d.copy() is d)
print(dict.fromkeys("ab"), dict.fromkeys([1, 2], []), dict(a=1), dict([("k", "v")], q=2), dict({1: 2}), {**d, "a": 5}, {1: "i", 1.0: "f", True: "b"})
print({"a": 1} | {"b": 2, "a": 3}, list(reversed(d)), {k: v for k, v in d.items() if v > 5}, sorted(d, key=d.get, reverse=True))
d |= {"new": 1}
del d["new"]
print(d.keys(), d.values(), d.items())
for key, value in d.items():
    print(key, value, end="; ")
print()
print({(1, 2): "t", None: "n", 1.5: "f"}, {}, {1: {2: {}}}, str({"q": "it's"}))
d.clear()
print(d, bool(d))
for bad in (lambda: d["missing"], lambda: d.pop("missing"), lambda: d.popitem(), lambda: {[]: 1}, lambda: {{}: 1}, lambda: d.update(5), lambda: dict([1]), lambda: dict(["abc"]),
            lambda: {}.get(), lambda: {} < {}, lambda: {} + {}, lambda: dict(1, 2), lambda: {}.foo, lambda: hash({})):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
