# Counter, defaultdict, OrderedDict, ChainMap, deque: operators, in place and not, copies, subclasses.
from collections import ChainMap, Counter, OrderedDict, defaultdict, deque, namedtuple


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


# counter
c = Counter("aab")
t(lambda: c); t(lambda: c + Counter("b")); t(lambda: c - Counter("ab")); t(lambda: c & Counter("ac")); t(lambda: c | Counter("cc"))
t(lambda: -c); t(lambda: +Counter(a=-1, b=2)); t(lambda: c == Counter(a=2, b=1)); t(lambda: c <= Counter("aabb")); t(lambda: c < c); t(lambda: c >= Counter("a"))
c2 = c; c += Counter("z"); t(lambda: c2 is c); t(lambda: c); c -= Counter("a"); t(lambda: c); c &= Counter("az"); t(lambda: c); c |= Counter("qq"); t(lambda: c); t(lambda: c is c2)
t(lambda: c.copy()); t(lambda: type(c.copy())); t(lambda: c.most_common(1)); t(lambda: c.total()); t(lambda: c["none"]); t(lambda: Counter(a=1) == {"a": 1}); t(lambda: Counter([1, 1]) + 5); t(lambda: Counter.fromkeys("a"))
t(lambda: Counter(5)); t(lambda: Counter("a", "b")); t(lambda: c.update("qq", z=3)); t(lambda: c); t(lambda: c.subtract("q")); t(lambda: list(c.elements())); t(lambda: dict(c)); del c["nothing"]
t(lambda: Counter(a=1, b=0) == Counter(a=1)); t(lambda: Counter(a=1) != Counter()); t(lambda: Counter({"x": "y"}).most_common()); 
class MyC(Counter): pass
t(lambda: MyC("aa") + MyC("b")); t(lambda: MyC("aa").copy()); t(lambda: MyC("a"))
# defaultdict
dd = defaultdict(list, {"a": [1]}, b=[2])
t(lambda: dd); dd["x"].append(1); t(lambda: dd); t(lambda: dd.copy()); t(lambda: type(dd.copy())); t(lambda: dd | {"q": 1}); t(lambda: {"q": 1} | dd); t(lambda: defaultdict(5)); t(lambda: defaultdict(None)["x"]); t(lambda: defaultdict()); t(lambda: dd.default_factory); t(lambda: dd.get("nope")); dd |= {"z": 3}; t(lambda: dd); t(lambda: dd.__missing__("mm")); t(lambda: dd == dict(dd)); t(lambda: defaultdict(int, [(1, 2)]))
class DD(defaultdict):
    def __missing__(self, k): return "sub " + k
t(lambda: DD(int)["k"]); t(lambda: DD(int)); t(lambda: DD(int, a=1).copy())
# ChainMap
cm = ChainMap({"a": 1}, {"a": 2, "b": 3})
t(lambda: cm); t(lambda: cm["b"]); t(lambda: cm["z"]); t(lambda: list(cm)); t(lambda: len(cm)); t(lambda: cm.new_child({"q": 1})); t(lambda: cm.parents); t(lambda: cm.maps); cm["n"] = 5; t(lambda: cm); t(lambda: cm.pop("b")); t(lambda: cm.pop("a")); t(lambda: cm | {"x": 1}); t(lambda: {"x": 1} | cm); cm |= {"y": 2}; t(lambda: cm); t(lambda: cm == dict(cm)); t(lambda: cm.copy()); t(lambda: cm.get("zz", 0)); t(lambda: "b" in cm); t(lambda: bool(ChainMap())); t(lambda: cm.popitem()); t(lambda: ChainMap().popitem()); t(lambda: cm.clear()); t(lambda: cm)
# OrderedDict
od = OrderedDict(a=1, b=2)
t(lambda: od); od.move_to_end("a"); t(lambda: od); t(lambda: od == OrderedDict(a=1, b=2)); t(lambda: od == {"a": 1, "b": 2}); t(lambda: od.popitem(last=False)); t(lambda: od.move_to_end("zz")); t(lambda: od | {"c": 1}); t(lambda: {"c": 1} | od); od |= {"d": 4}; t(lambda: od); t(lambda: od.copy()); t(lambda: list(reversed(od))); t(lambda: OrderedDict().popitem()); t(lambda: od != OrderedDict()); t(lambda: od.pop("zz")); t(lambda: od.pop("zz", 5))
# deque
q = deque([1, 2, 3], maxlen=3)
t(lambda: q); t(lambda: q + deque([4])); t(lambda: q * 2); t(lambda: 2 * deque([1])); q += [7]; t(lambda: q); q *= 2; t(lambda: q); t(lambda: q.copy()); t(lambda: q == deque(q)); t(lambda: q < deque([9])); t(lambda: q + [1]); t(lambda: q.index(7)); t(lambda: q.index(99)); t(lambda: q.remove(99)); t(lambda: q.insert(0, 1)); t(lambda: deque().pop()); t(lambda: deque().popleft()); t(lambda: q[5]); t(lambda: q[0:1]); t(lambda: hash(q)); t(lambda: deque(5)); t(lambda: deque([], -1)); t(lambda: deque([1], "a")); t(lambda: q.maxlen); t(lambda: q.rotate(1)); t(lambda: q); t(lambda: q.extendleft([1, 2])); t(lambda: q); t(lambda: q.count(1)); t(lambda: q.reverse()); t(lambda: list(reversed(q))); t(lambda: 1 in q); t(lambda: q.rotate("a")); t(lambda: setattr(q, "maxlen", 1)); t(lambda: deque("ab") == list("ab")); t(lambda: deque("ab").__iadd__("cd")); t(lambda: [*deque("ab")]); t(lambda: bool(deque()))
def mutate():
    q = deque([1, 2])
    for x in q: q.append(x)
t(mutate)
class Q(deque): pass
t(lambda: Q([1]) + Q([2])); t(lambda: Q([1], 3).copy()); t(lambda: Q("ab"))
# namedtuple
P = namedtuple("P", "x y", defaults=[5])
p = P(1)
t(lambda: p); t(lambda: p._replace(y=2)); t(lambda: p._replace(z=2)); t(lambda: p._asdict()); t(lambda: P._fields); t(lambda: P._make([1, 2])); t(lambda: P._make([1, 2, 3])); t(lambda: p == (1, 5)); t(lambda: p + (1,)); t(lambda: P()); t(lambda: P(1, 2, 3)); t(lambda: P(1, z=2)); t(lambda: setattr(p, "x", 3)); t(lambda: p.zz); t(lambda: namedtuple("A", "a a")); t(lambda: namedtuple("A", "class")); t(lambda: namedtuple("A", "_a")); t(lambda: namedtuple("1A", "a")); t(lambda: namedtuple("A", "a b", rename=True)._fields); t(lambda: namedtuple("A", "a class _b a", rename=True)._fields); t(lambda: P._field_defaults); t(lambda: hash(p) == hash((1, 5))); t(lambda: P.__doc__); t(lambda: p.index(5)); t(lambda: P.x.__doc__)
class PP(P): pass
t(lambda: PP(1)); t(lambda: PP(1)._replace(x=4)); t(lambda: PP(1) == P(1))
