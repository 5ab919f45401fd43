# python: 3.13
def f(:
    pass
