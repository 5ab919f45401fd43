# The truth of NotImplemented is True, with a DeprecationWarning, however it is asked.
import warnings


class Odd:
    def __eq__(self, other):
        return NotImplemented


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(bool(NotImplemented))
    print(not NotImplemented)
    if NotImplemented:
        print("if")
    print(NotImplemented and 1, 1 if NotImplemented else 2, any([NotImplemented]), all([NotImplemented]))
    print(list(filter(None, [NotImplemented])), list(filter(bool, [NotImplemented])))
    while NotImplemented:
        break
    print([x for x in [1] if Odd().__eq__(x)], Odd() == 1)
    assert NotImplemented
    for warning in caught:
        print(warning.category.__name__, warning.message, warning.lineno)
warnings.simplefilter("error")
try:
    if NotImplemented:
        pass
except DeprecationWarning as error:
    print("raised", error)
