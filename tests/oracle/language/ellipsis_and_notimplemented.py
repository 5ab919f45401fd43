print(..., Ellipsis is ..., NotImplemented, [...], type(...) is type(Ellipsis))


def nothing(): ...


class Empty: ...


print(nothing(), Empty.__name__, (1).__add__(2), (1).__add__("x"), "a".__len__(), [1].__contains__(1), (5).__lt__(6), {}.__class__.__name__, "x".__eq__(5))
