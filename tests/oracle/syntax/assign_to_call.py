# python: 3.13
def f():
    pass


f() = 3
