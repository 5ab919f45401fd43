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


# An LRU cache as in CPython's manual: its overrides call move_to_end(), which must not call them again.
class Recent(OrderedDict):
    def __init__(self, size):
        super().__init__()
        self.size = size

    def __getitem__(self, key):
        value = super().__getitem__(key)
        self.move_to_end(key)
        return value

    def __setitem__(self, key, value):
        if key in self:
            self.move_to_end(key)
        super().__setitem__(key, value)
        if len(self) > self.size:
            del self[next(iter(self))]


recent = Recent(2)
recent["a"] = 1
recent["b"] = 2
print(recent["a"])
recent["c"] = 3
print(recent, list(recent), recent["a"], recent, recent.popitem(), recent.popitem(last=False), recent)

table = OrderedDict(a=1, b=2, c=3)
print(table.pop("a", default=9), table.pop("z", default=9), table.pop(key="b"), table.setdefault("q", default=5), table.setdefault(key="r"))
print(OrderedDict.fromkeys("ab", value=1), OrderedDict.fromkeys("ab"), Recent.fromkeys.__name__)
table["me"] = table
print(table)
del table["me"]
table.move_to_end("r", last=False)
print(table)
try:
    for key in table:
        del table[key]
except RuntimeError as error:
    print(error)
