# python: 3.13
print(sep='-', 1)
