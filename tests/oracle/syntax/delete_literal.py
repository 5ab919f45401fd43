# python: 3.13
del 1
