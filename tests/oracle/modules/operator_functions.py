import operator

print([f(7, 3) for f in (operator.add, operator.sub, operator.mul, operator.floordiv, operator.mod, operator.truediv, operator.pow)])
print([f(7, 3) for f in (operator.and_, operator.or_, operator.xor, operator.lshift, operator.rshift)])
print([f(7, 3) for f in (operator.lt, operator.le, operator.eq, operator.ne, operator.ge, operator.gt, operator.is_, operator.is_not)])
print([f(-7) for f in (operator.abs, operator.neg, operator.pos, operator.invert, operator.inv, operator.not_, operator.truth, operator.index)])
numbers = [3, 1, 4, 1, 5]
print(operator.contains(numbers, 4), operator.countOf(numbers, 1), operator.indexOf(numbers, 5), operator.getitem(numbers, 2), operator.concat([1], [2]))
operator.setitem(numbers, 0, 9)
operator.delitem(numbers, 1)
print(numbers, operator.iadd(numbers, [2]) is numbers, numbers, operator.imul(3, 4), operator.iconcat([1], [2]), operator.length_hint([1, 2]), operator.length_hint(object(), 3))
people = [("Ada", 36), ("Bob", 7), ("Cy", 21)]
print(sorted(people, key=operator.itemgetter(1)), operator.itemgetter(0, 1)("xyz"), operator.itemgetter(slice(1))("xyz"))


class Point:
    def __init__(self, x, inner=None):
        self.x, self.inner = x, inner

    def scaled(self, factor, plus=0):
        return self.x * factor + plus


point = Point(3, Point(5))
print(operator.attrgetter("x")(point), operator.attrgetter("inner.x", "x")(point), operator.methodcaller("scaled", 2, plus=1)(point), operator.call(point.scaled, 4))
print(operator.itemgetter(1, "a"), operator.attrgetter("a", "b.c"), operator.methodcaller("f", 1, k=2), operator.methodcaller("f"))
for wrong in (
    lambda: operator.add(1), lambda: operator.add(1, 2, 3), lambda: operator.index(1.5), lambda: operator.concat(1, 2),
    lambda: operator.indexOf([1], 2), lambda: operator.itemgetter(), lambda: operator.itemgetter(3)([1]), lambda: operator.attrgetter(1),
    lambda: operator.attrgetter("none")(point), lambda: operator.methodcaller(), lambda: operator.methodcaller(1), lambda: operator.lt(1, "a"),
    lambda: operator.length_hint([], "x"), lambda: operator.truediv(1, 0), lambda: operator.setitem((1,), 0, 2),
):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)
