# python: 3.13
del print()
