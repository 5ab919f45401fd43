# python: 3.13
def check(x):
    if (x = 3:
        return x
