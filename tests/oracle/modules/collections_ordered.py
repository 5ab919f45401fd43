from collections import OrderedDict, ChainMap

d = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
d.move_to_end("a"); print(d, list(d))
d.move_to_end("c", last=False); print(list(d.items()))
print(d.popitem(), d.popitem(last=False), len(d), d)
print(OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1, b=2) == dict(b=2, a=1), OrderedDict())
m = ChainMap({"x": 1}, {"x": 2, "y": 3})
print(m["x"], m["y"], len(m), sorted(m), "z" in m, m.get("z", 0))
m["z"] = 9
print(m.maps[0], m.parents["x"])
