# Operators of dicts, sets and numbers through super() and by name.

class Merged(dict):
    def __or__(self, other):
        print("or", other)
        return Merged(super().__or__(other))

    def __ior__(self, other):
        print("ior", other)
        return super().__ior__(other)


merged = Merged(a=1) | {"b": 2}
merged |= {"c": 3}
print(merged, type(merged).__name__)
print({}.__or__({1: 2}), {1: 1}.__ior__([(2, 3)]), {1: 1}.__ror__({0: 0}), {}.__or__([1]))
print({1}.__ior__({2}), {1}.__or__({2}), {1}.__or__([2]), {1}.__and__(1))
print((5).__round__(), (1234).__round__(-2), (2.5).__round__(), (2.567).__round__(2), True.__round__())


class Rounding(float if False else object):
    def __round__(self, digits=None):
        return ("rounded", digits)


print(round(Rounding()), round(Rounding(), 3))
x = True
print(~x, ~False, True.__invert__())
