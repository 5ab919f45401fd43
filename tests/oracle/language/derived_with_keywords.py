# Keywords of classes that derive from containers, with an __init__ or a __new__ of their own, or neither; and their lengths.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def own_init(base):
    class Init(base):
        def __init__(self, items=(), extra=None):
            if base is not tuple and base is not frozenset:
                super().__init__(items)
            self.extra = extra

    return Init


def own_new(base):
    class New(base):
        def __new__(cls, items=(), extra=None):
            self = super().__new__(cls, items) if base is not dict else super().__new__(cls)
            self.extra = extra
            return self

    return New


for base in (list, tuple, set, frozenset, dict):
    neither = type("Neither", (base,), {})
    items = [(1, 2)]
    for cls in (own_init(base), own_new(base)):
        t(lambda: (cls(items, extra=3), cls(items, extra=3).extra))
        t(lambda: cls(items, 3))
        t(lambda: cls(items))
    for made in (lambda: neither(items=()), lambda: neither(items, 2), lambda: neither(items), lambda: base(items=()), lambda: base(items, 2)):
        t(made)
t(lambda: list.__init__([], a=3))
t(lambda: set.__init__(set(), a=3))
t(lambda: list.__init__([], 1, 2))
kept = [1, 2]
list.__init__(kept, "ab")
print(kept)
Part = type("Part", (set,), {})
groups = {frozenset([1]), frozenset([2]), frozenset([3])}
groups.discard(Part([1]))
groups.remove({2})
print(Part([3]) in groups, Part([4]) in groups, groups)
t(lambda: {Part([1])})
t(lambda: groups.remove(Part([9])))


class Sized:
    def __init__(self, length=None, hint=None):
        self.length = length
        self.hint = hint

    def __iter__(self):
        return iter((1, 2))

    def __len__(self):
        print("len")
        if isinstance(self.length, Exception):
            raise self.length
        return self.length


class Hinted(Sized):
    __len__ = None

    def __length_hint__(self):
        if isinstance(self.hint, Exception):
            raise self.hint
        return self.hint


for sized in (Sized(1), Sized(ValueError("no length")), Sized(TypeError("no length")), Sized(-1), Sized("2"), *[Hinted(hint=hint) for hint in (5, -1, "2", None, NotImplemented, TypeError("no"), ValueError("no"))]):
    for action in (list, tuple, lambda o: [*o], lambda o: (*o,), lambda o: [0].extend(o), lambda o: max(*o), set, sum, lambda o: [x for x in o], lambda o: dict.fromkeys(o)):
        t(lambda: action(sized))
