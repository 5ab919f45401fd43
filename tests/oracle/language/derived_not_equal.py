# != of a class that derives from a built-in one and defines only __eq__: the built-in class's own __ne__ answers.
def derived(base, result):
    class Derived(base):
        def __eq__(self, other):
            return result

        __hash__ = base.__hash__

    return Derived


for base, values in [(int, (3, 4)), (float, (1.0, 2.5)), (str, ("a", "b")), (list, ([], [1])), (tuple, ((), (1,))), (dict, ({}, {1: 2})),
                     (set, (set(), {1})), (frozenset, (frozenset(), frozenset([1])))]:
    for result in [True, False, NotImplemented, "text"]:
        cls = derived(base, result)
        for value in values:
            for other in [*values, None, "other"]:
                one = cls(value)
                print(base.__name__, result, value, other, one == other, one != other, other == one, other != one, one != cls(value))
print(derived(int, True)(3) != 3.5, derived(float, True)(3) != 3, derived(int, False)(1) != True, derived(set, True)() != frozenset())


class Negated(int):
    def __ne__(self, other):
        return "own"


class Plain:
    def __eq__(self, other):
        return "eq"


print(Negated(1) != 1, 1 != Negated(1), Negated(1) == 1, Plain() != 1, 1 != Plain(), derived(int, True)(1) != Plain(), Plain() != derived(int, True)(1))
print([derived(int, False)(1)] != [1], {1: derived(int, True)(5)} != {1: 6}, (derived(str, True)("a"),) != ("b",))
