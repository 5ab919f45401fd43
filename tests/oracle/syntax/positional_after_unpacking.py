# python: 3.13
d = {}
print(**d, 1)
