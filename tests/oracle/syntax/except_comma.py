# python: 3.13
try:
    pass
except ValueError, TypeError:
    pass
