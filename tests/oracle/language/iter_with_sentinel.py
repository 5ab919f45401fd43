values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)))
print(list(values))


# The iterators of str, and enumerate()'s keywords.
for text in ("abc", "", "é", "a😀"):
    print(type(iter(text)).__name__, list(iter(text)), next(iter(text), None))
for action in (lambda: enumerate(iterable=[1], x=1), lambda: enumerate(x=1), lambda: enumerate([1], begin=1), lambda: list(enumerate(start=1, iterable=[1])), lambda: enumerate(start=1), lambda: enumerate([], 1, 2),
               lambda: enumerate(), lambda: enumerate([], iterable=1), lambda: enumerate([], 1, start=2), lambda: list(enumerate([1], start=5)), lambda: enumerate([1], "a"), lambda: enumerate(1)):
    try:
        print(action())
    except TypeError as error:
        print(error)
for size in (2**31, -2**31 - 1, 2**70, 2**31 - 1, -1, 0, True, "a", None):
    try:
        print("abc".expandtabs(size), "abc".expandtabs(tabsize=size))
    except (OverflowError, TypeError) as error:
        print(type(error).__name__, error)
