# Methods of the built-in types, called through the class with a self that is of another.

def attempt(call):
    try:
        print(call())
    except TypeError as error:
        print("TypeError:", error)


attempt(lambda: list.append(1))
attempt(lambda: list.append(1, 2))
attempt(lambda: list.append())
attempt(lambda: list.append([], 1, 2))
attempt(lambda: list.sort(1))
attempt(lambda: list.__len__(1))
attempt(lambda: list.__len__())
attempt(lambda: list.__iter__(1))
attempt(lambda: str.upper(1))
attempt(lambda: str.upper())
attempt(lambda: str.join(1, []))
attempt(lambda: str.__mod__(1, 1))
attempt(lambda: dict.get(1, 2))
attempt(lambda: dict.get({}))
attempt(lambda: dict.__getitem__(1, 1))
attempt(lambda: dict.items([]))
attempt(lambda: set.add(frozenset(), 1))
attempt(lambda: set.__contains__([], 1))
attempt(lambda: frozenset.union(set(), [1]))
attempt(lambda: int.bit_length("a"))
attempt(lambda: int.bit_length(True))
attempt(lambda: int.__add__("a", 1))
attempt(lambda: float.is_integer(1))
attempt(lambda: tuple.index([], 1))
attempt(lambda: Exception.with_traceback(1, None))


class Derived(list):
    pass


attempt(lambda: list.append(Derived(), 1))
attempt(lambda: list.__len__(Derived("ab")))
attempt(lambda: dict.fromkeys("ab"))
