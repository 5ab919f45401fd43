# python: 3.13
def for():
    pass
