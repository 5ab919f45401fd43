import copy
from collections import Counter, OrderedDict, defaultdict, deque, namedtuple


class Node:
    def __init__(self, value, *children):
        self.value, self.children = value, list(children)

    def __repr__(self):
        return f"Node({self.value}, {self.children})"


tree = Node(1, Node(2), Node(3, Node(4)))
shallow, deep = copy.copy(tree), copy.deepcopy(tree)
tree.children[0].value = 20
print(shallow, deep, shallow.children is tree.children, deep.children[1] is tree.children[1])

loop = [1, {"self": None}]
loop[1]["self"] = loop
again = copy.deepcopy(loop)
print(again[1]["self"] is again, again[1] is loop[1])
shared = [0]
pair = copy.deepcopy((shared, shared))
print(pair[0] is pair[1], pair[0] is shared, copy.deepcopy((1, "a", (2, None))) == (1, "a", (2, None)))
nested = (1, [2])
print(copy.copy(nested) is nested, copy.deepcopy(nested) is nested, copy.deepcopy((1, (2, 3))) is not None)

Point = namedtuple("Point", "x y")
for original in (
    [1, [2]], (1, 2), {1: [2]}, {1, 2}, frozenset([3]), deque([1, 2], 3), defaultdict(list, a=[1]), OrderedDict(b=1, a=2), Counter("hello"),
    Point(1, [2]), range(3), "text", None, 3.5, True, len, Node, print,
):
    print(type(copy.copy(original)).__name__, copy.copy(original) == original, copy.deepcopy(original) == original, copy.copy(original) is original)
d = copy.deepcopy(defaultdict(list, a=[1]))
d["new"].append(2)
print(d, copy.deepcopy(deque([1], 2)).maxlen)


class Own:
    def __copy__(self):
        return "copied"

    def __deepcopy__(self, memo):
        return ["deep", type(memo).__name__]


print(copy.copy(Own()), copy.deepcopy([Own()]))


class Slotted:
    __slots__ = ("a", "b")


slotted = Slotted()
slotted.a = [1]
made = copy.deepcopy(slotted)
print(made.a, made.a is slotted.a, hasattr(made, "b"), copy.copy(slotted).a is slotted.a)


class Names(list):
    pass


names = Names("ab")
names.owner = ["me"]
made = copy.deepcopy(names)
print(type(made).__name__, made, made.owner, made.owner is names.owner)
error = copy.copy(KeyError("k", 1))
print(type(error).__name__, error.args)

import threading

for wrong in (lambda: copy.copy(threading.Lock()), lambda: copy.deepcopy([threading.Lock()]), lambda: copy.deepcopy((i for i in "a")), lambda: copy.replace(3, a=1)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
