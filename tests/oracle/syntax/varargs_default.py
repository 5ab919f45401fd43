# python: 3.13
def f(*a=1):
    pass
