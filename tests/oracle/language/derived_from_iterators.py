# Classes derived from containers, made from iterators in Python, and of elements whose hash is in Python.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Counting:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration
        return self.n


class Same:
    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1

    def __repr__(self):
        return "Same()"


class T(tuple):
    pass


class F(frozenset):
    pass


class S(set):
    pass


class L(list):
    pass


class Named(tuple):
    def __init__(self, items):
        self.size = len(self)


for cls in (T, F, S, L, Named):
    t(lambda: cls(x for x in [1, 2]))
    t(lambda: cls(Counting()))
    t(lambda: cls([Same(), Same()]))
    t(lambda: cls(Same() for _ in range(2)))
    t(lambda: cls(iter([Same(), Same(), Same()])))
    t(lambda: cls(*[map(int, ["1", "2"])]))
    t(lambda: cls(map(lambda x: x // 0, [1])))
    t(lambda: cls is S or cls([], 2))
    t(lambda: cls(5))
    t(lambda: type(cls(Counting())).__name__)
t(lambda: Named(Counting()).size)


class Pair(tuple):
    def __new__(cls, items, name="pair"):
        made = super().__new__(cls, items)
        made.name = name
        return made


t(lambda: (Pair((x for x in "ab"), name="letters"), Pair(Counting()).name))
pair, text, members = (1, 2), "abc", frozenset([1])
print(pair * 1 is pair, 1 * pair is pair, text * 1 is text, pair + () is pair, () + pair is pair, members.copy() is members)
print(T(pair) * 1 is pair, type(T(pair) * 1), type(T(pair) + ()), type(() + T(pair)), type(F([1]).copy()), pair * 2, pair + pair)
t(lambda: range(10).index(Same()))
t(lambda: range(10).count(Same()))


class Never:
    def __eq__(self, other):
        return False


t(lambda: range(3).index(Never()))
t(lambda: range(3).count(Never()))
