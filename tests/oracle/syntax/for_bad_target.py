# python: 3.13
for 1 in [1]:
    pass
