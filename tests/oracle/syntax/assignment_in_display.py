# python: 3.13
def check(x):
    return [1, (x = 3)]
