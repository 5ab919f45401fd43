# python: 3.13
f = lambda a=1, b: a
