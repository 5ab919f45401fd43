d = {"a": 1, "b": 2}
keys, values, items = d.keys(), d.values(), d.items()
d["c"] = 3
print(keys, values, items, len(keys), "c" in keys, 3 in values, ("a", 1) in items, ("a", 2) in items)
print(keys & {"a", "z"}, keys | {"q"} == {"a", "b", "c", "q"}, keys - {"a", "b"}, keys == {"a", "b", "c"}, items >= {("a", 1)}, keys.isdisjoint({"z"}) if hasattr(keys, "isdisjoint") else True)
print(sorted(keys), list(values), max(items), [k + str(v) for k, v in items], list(reversed(keys)), type(keys).__name__, type(iter(d)).__name__)
try:
    for k in d:
        d[k + "!"] = 1
except RuntimeError as error:
    print(error)
try:
    for v in values:
        d.clear()
except RuntimeError as error:
    print(error)
print(keys, list(items))
