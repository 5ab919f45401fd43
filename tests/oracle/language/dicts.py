d = {"a": 1, "b": 2}
d["c"] = 3
print(d, len(d), d["a"], d.get("z"), d.get("z", 0), "a" in d, "z" in d)
print(list(d.keys()), list(d.values()), list(d.items()), list(d))
print(d.pop("a"), d.pop("z", None), d.setdefault("b", 9), d.setdefault("e", 5), d)
d.update({"f": 6}); del d["b"]; print(d)
for key, value in d.items():
    print(key, value)
print({k: v * 2 for k, v in d.items()}, dict(a=1, b=2), dict([("x", 1)]), {**d, "g": 7})
print({1: "int", 1.0: "float", True: "bool"})
try:
    d["nope"]
except KeyError as error:
    print("KeyError", error, repr(error), error.args)
try:
    {[]: 1}
except TypeError as error:
    print(error)
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as error:
    print(error)
