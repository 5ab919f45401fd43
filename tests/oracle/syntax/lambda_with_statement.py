# python: 3.13
f = lambda: return 1
