# python: 3.13
def f():
        x = 1
    return x
