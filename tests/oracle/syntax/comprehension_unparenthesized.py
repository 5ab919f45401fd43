# python: 3.13
print([x, y for x, y in []])
