from collections import Counter, OrderedDict, defaultdict, namedtuple, ChainMap

c = Counter("abracadabra")
print(c, c["a"], c["zz"], c.most_common(2), c.total(), sorted(c.elements())[:4], c + Counter(a=1), c - Counter(a=3), Counter(a=3, b=1) & Counter(a=1, b=2), Counter(a=3) | Counter(b=2))
c.update("aaa")
c.subtract({"a": 2, "z": 1})
print(c, +c, -c, Counter(), Counter({"x": 0}), Counter(a=1) == Counter(a=1, b=0), Counter(a=1) <= Counter(a=2))
del c["nothing"]
c["new"] += 5
print(c["new"], list(Counter([3, 1, 3])), dict(Counter("ab")), Counter(["x"]).most_common())
d = defaultdict(list)
d["a"].append(1)
d["b"]
print(d, d.get("c"), "c" in d, defaultdict(int, {"k": 1}), defaultdict(None), d.default_factory, len(d))
d = defaultdict(lambda: len(d))
print([d[k] for k in "abca"], dict(d))
try:
    defaultdict(None)["x"]
except KeyError as error:
    print("KeyError", error)
try:
    defaultdict(5)
except TypeError as error:
    print(error)
o = OrderedDict([("a", 1), ("b", 2), ("c", 3)])
o.move_to_end("a")
print(o, list(o), o.popitem(), o.popitem(last=False), o, OrderedDict(a=1, b=2) == OrderedDict(b=2, a=1), OrderedDict(a=1) == {"a": 1})
o.move_to_end("c", last=False) if "c" in o else print("no c")
try:
    o.move_to_end("zz")
except KeyError as error:
    print("KeyError", error)
P = namedtuple("P", "x y z", defaults=[0])
p = P(1, 2)
print(p, p.x, p[1], p._fields, p._asdict(), p._replace(y=5), P._make([7, 8, 9]), p == (1, 2, 0), *p, P._field_defaults, len(p), isinstance(p, tuple), P(z=1, x=2, y=3))
x, y, z = p
for bad in (lambda: P(1), lambda: P(1, 2, 3, 4), lambda: P(1, 2, q=3), lambda: setattr(p, "x", 1), lambda: p._replace(q=1), lambda: namedtuple("Q", "a a"), lambda: namedtuple("Q", "class"), lambda: namedtuple("Q", "_a"), lambda: P._make([1]), lambda: p.q, lambda: namedtuple("1", "a")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(namedtuple("R", "class a", rename=True)._fields, namedtuple("S", ["m", "n"])(1, 2), hash(p) == hash((1, 2, 0)), sorted([P(2, 1), P(1, 2)]))
m = ChainMap({"a": 1}, {"a": 2, "b": 3})
print(m["a"], m["b"], sorted(m), len(m), m.get("z"), "b" in m)
m["b"] = 9
print(m.maps, m.new_child({"c": 1})["c"], m.parents["a"])
