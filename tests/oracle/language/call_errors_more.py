def plain(a, b):
    pass


def defaults(a, b=2, *, c, d=4):
    pass


def variadic(a, *rest, **names):
    pass


def positional(a, b, /, c):
    pass


class C:
    def __init__(self, x):
        pass

    def method(self, y):
        pass

    @staticmethod
    def static(z):
        pass

    @classmethod
    def made(cls, w):
        pass


calls = [lambda: plain(), lambda: plain(1), lambda: plain(1, 2, 3), lambda: plain(1, a=2), lambda: plain(1, 2, c=3), lambda: plain(c=1), lambda: defaults(), lambda: defaults(1), lambda: defaults(1, 2, 3, c=1), lambda: defaults(1, 2, 3),
         lambda: defaults(c=1), lambda: variadic(), lambda: variadic(1, 2, a=3), lambda: positional(1, 2), lambda: positional(1, b=2, c=3), lambda: positional(), lambda: C(), lambda: C(1, 2), lambda: C(1).method(), lambda: C(1).method(1, 2),
         lambda: C.method(), lambda: C.static(), lambda: C.made(), lambda: C.made(1, 2), lambda: (lambda x: x)(), lambda: (lambda: 1)(1), lambda: 5(), lambda: "a"(), lambda: None(), lambda: [](1), lambda: C(1)(), lambda: plain(*5), lambda: plain(**5), lambda: plain(**{1: 2}), lambda: plain(*[1], **{"a": 1}),
         lambda: len(), lambda: len(1, 2), lambda: len(5), lambda: abs("x"), lambda: abs(), lambda: sorted(5), lambda: sum("ab"), lambda: sum([[1]], []) and sum(5), lambda: max(), lambda: max([]), lambda: max(5), lambda: min(1, "a"), lambda: isinstance(1, 5),
         lambda: issubclass(1, int), lambda: range(), lambda: range("a"), lambda: range(1, 2, 0), lambda: zip(5), lambda: map(), lambda: iter(5), lambda: next(5), lambda: next(iter([])), lambda: print(sep=5), lambda: print(x=1), lambda: getattr(1, "x"), lambda: getattr(1, 5), lambda: round("x"),
         lambda: reversed({1}), lambda: hash([]), lambda: ord(""), lambda: [].append(), lambda: [].append(1, 2), lambda: [].pop(), lambda: [1].pop("a"), lambda: [].remove(1), lambda: [].index(1), lambda: {}.get(), lambda: "".join(), lambda: divmod(1), lambda: pow("a", 2), lambda: type(1, 2), lambda: super(), lambda: object(1),
         lambda: list(1, 2), lambda: [3, "a"].sort(), lambda: [1].sort(1), lambda: zip([1], [2, 3], strict=True).__next__() and list(zip([1], [2, 3], strict=True)), lambda: filter(), lambda: any(5), lambda: setattr(5, "x", 1), lambda: delattr(C, "nope"), lambda: vars(5), lambda: bool(1, 2), lambda: float("a", "b")]
for number, call in enumerate(calls):
    try:
        print(number, call())
    except Exception as error:
        print(number, type(error).__name__, error)
