# python: 3.13
with open("x" as f:
    pass
