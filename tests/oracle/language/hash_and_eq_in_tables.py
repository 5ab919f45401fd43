class Key:
    def __init__(self, name):
        self.name = name

    def __eq__(self, other):
        return isinstance(other, Key) and self.name.lower() == other.name.lower()

    def __hash__(self):
        return hash(self.name.lower())

    def __repr__(self):
        return f"Key({self.name!r})"


d = {Key("A"): 1}
d[Key("a")] = 2
d.setdefault(Key("b"), []).append(3)
print(d, Key("A") in d, d[Key("a")], d.get(Key("x"), "none"), d.pop(Key("B")))
d.update({Key("c"): 4, Key("A"): 5})
print(d, len(d))
del d[Key("C")]
print(d, {k: v for k, v in d.items()}, dict([(Key("q"), 1), (Key("Q"), 2)]))
s = {Key("x"), Key("X"), Key("y")}
print(len(s), Key("Y") in s)
s.discard(Key("Y"))
s.add(Key("x"))
print(s, s | {Key("X")}, s & {Key("X")}, s - {Key("X")}, {Key("z")} ^ {Key("Z")}, s == {Key("X")}, s <= {Key("X"), Key("w")})
try:
    d[Key("nope")]
except KeyError as error:
    print(error)
print(d == {Key("a"): 5}, {(Key("t"), 1): "tuple"}[(Key("T"), 1)], frozenset([Key("f"), Key("F")]))
print(hash((Key("T"), 1)) == hash((Key("t"), 1)))


class NoHash:
    def __eq__(self, other):
        return True


try:
    {NoHash(): 1}
except TypeError as error:
    print(error)
try:
    hash(NoHash())
except TypeError as error:
    print(error)
