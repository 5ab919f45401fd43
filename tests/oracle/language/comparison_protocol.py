class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __lt__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts < other.parts

    def __eq__(self, other):
        if not isinstance(other, Version):
            return NotImplemented
        return self.parts == other.parts

    def __hash__(self):
        return hash(self.parts)

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


a, b, c = Version(1, 2), Version(1, 10), Version(1, 2)
print(a < b, a > b, a == c, a != c, a != b, a == 5, 5 == a, a != 5)
print(sorted([b, a, c]), min(b, a), max([a, b]), sorted([a, b], reverse=True))
print([a, b] < [c, c], (a, 1) == (c, 1), [a] == [c], {a: 1} == {c: 1}, a in [c], [b, a].index(c), [a, c, b].count(a))
print({a, b, c}, {a: "x", c: "y"}, len({a, c}))
try:
    a <= b
except TypeError as error:
    print(error)
try:
    a < 5
except TypeError as error:
    print(error)
