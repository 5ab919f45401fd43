# The special methods of containers, called by name, with elements whose comparison and hash are in Python.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Number:
    def __init__(self, value):
        self.value = value

    def __eq__(self, other):
        if self.value == 13:
            raise ValueError("unlucky")
        return self.value == (other.value if isinstance(other, Number) else other)

    def __lt__(self, other):
        return self.value < other.value

    def __gt__(self, other):
        return self.value > other.value

    def __hash__(self):
        return hash(self.value)

    def __repr__(self):
        return f"Number({self.value})"


class Own(list):
    def __contains__(self, item):
        print("asked")
        return super().__contains__(item)

    def __lt__(self, other):
        return super().__lt__(other)

    def __iter__(self):
        return iter(())


class Hashed(tuple):
    def __hash__(self):
        return super().__hash__()


one, two = Number(1), Number(2)
for container in ([one, two], (one, two), {one: 1, two: 2}, {one, two}, frozenset([one, two]), {one: 1}.keys(), Own([one])):
    print(type(container).__name__)
    t(lambda: container.__contains__(1))
    t(lambda: container.__contains__(Number(1)))
    t(lambda: container.__contains__(3))
    t(lambda: Number(1) in container)
t(lambda: [1, Number(13)].__contains__(5))
t(lambda: {one: 1}.items().__contains__((Number(1), 1)))
t(lambda: {one: 1}.items().__contains__((Number(2), 1)))
for name in ("__lt__", "__le__", "__gt__", "__ge__", "__eq__", "__ne__"):
    t(lambda: getattr([one], name)([two]))
    t(lambda: getattr((one, one), name)((Number(1), two)))
    t(lambda: getattr({one}, name)({Number(1), two}))
    t(lambda: getattr(frozenset([one]), name)(frozenset([Number(1)])))
    t(lambda: getattr(Own([one]), name)([two]))
    t(lambda: getattr([one], name)((two,)))
t(lambda: (one, two).__hash__() == hash((1, 2)))
t(lambda: frozenset([one]).__hash__() == hash(frozenset([1])))
t(lambda: hash(Hashed((one,))) == hash((1,)))
t(lambda: {one: 1}.__or__({Number(1): 5, two: 2}))
t(lambda: {one: 1}.__ror__({Number(1): 5, two: 2}))
t(lambda: {one: 1}.__ior__([(Number(1), 5)]))
t(lambda: {one: 1}.__or__(5))
table = {one: 1, two: 2}
t(lambda: table.__delitem__(Number(1)))
t(lambda: table.__delitem__(Number(1)))
t(lambda: table)
t(lambda: table.keys().isdisjoint([Number(2)]))
t(lambda: table.items().isdisjoint([(Number(2), 3)]))
