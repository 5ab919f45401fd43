values = iter([1, 2, 3, 0, 4])
print(list(iter(lambda: next(values), 0)))
print(list(values))
