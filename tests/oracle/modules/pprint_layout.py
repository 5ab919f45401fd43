import pprint
from collections import Counter, OrderedDict, defaultdict, deque
from dataclasses import dataclass, field
from types import SimpleNamespace


@dataclass
class Point:
    x: int
    y: int = 0
    names: list = field(default_factory=list)


things = [
    {"b": 1, "a": [1, 2, 3]}, list(range(40)), {"key %d" % i: list(range(i)) for i in range(12)}, tuple(range(30)), (1,), set(range(30)), frozenset(range(30)),
    {"nested": {"deeper": {"deepest": ["some words that are long enough to wrap the line", "and again some words that are long"]}}, "z": None},
    "a long text of many words that does not fit into a line of eighty columns and has to be split somewhere near its middle",
    ["a long text of many words that does not fit into a line of eighty columns and has to be split", "short\nlines\nhere"],
    OrderedDict((("number %d" % i), i) for i in range(8)), defaultdict(int, {"key number %d" % i: i for i in range(8)}), Counter("the quick brown fox jumps over the lazy dog"),
    deque(range(40)), deque(range(40), 50), SimpleNamespace(**{"attribute_%d" % i: "value " * 3 for i in range(4)}), Point(1, 2, ["name %d" % i for i in range(12)]), Point(1),
    {1: "a", "b": 2, None: 3}, [], {}, (), 12345678, {(2, 1): "x", (1, 2): "y"},
]
for thing in things:
    pprint.pprint(thing)
    pprint.pprint(thing, width=40, indent=4)
    pprint.pprint(thing, compact=True, width=30)
    pprint.pp(thing, depth=2)
loop = [1]
loop.append(loop)
print(pprint.pformat(loop).replace(str(id(loop)), "ID"), pprint.isrecursive(loop), pprint.isreadable([1]), pprint.saferepr({"b": 1, "a": 2}))
pprint.pprint({"n": [1234567, 89]}, underscore_numbers=True)
print(pprint.pformat([[[[1]]]], depth=2), pprint.pformat({"a": {"b": {}}}, depth=1), pprint.pformat((1, (2, (3,))), depth=1))
for wrong in (lambda: pprint.pprint(1, indent=-1), lambda: pprint.pprint(1, depth=0), lambda: pprint.pprint(1, width=0)):
    try:
        wrong()
    except ValueError as error:
        print(error)
