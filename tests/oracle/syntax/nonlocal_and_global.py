# python: 3.13
def f():
    x = 1
    def g():
        global x
        nonlocal x
