class Point(tuple):
    def __new__(cls, x, y):
        return super().__new__(cls, (x, y))

    @property
    def x(self):
        return self[0]

    def __add__(self, other):
        return Point(self[0] + other[0], self[1] + other[1])


p = Point(1, 2)
print(p, p.x, p + (3, 4), type(p + p).__name__, p == (1, 2), hash(p) == hash((1, 2)), {p: "key"}[(1, 2)])
a, b = p
print(a, b, len(p), isinstance(p, tuple))


class Tags(set):
    def add(self, tag):
        super().add(tag.lower())


t = Tags()
t.add("A")
t.add("a")
print(t, len(t), "a" in t, t == {"a"})
