# python: 3.13
def f():
    nonlocal x
    x = 1
