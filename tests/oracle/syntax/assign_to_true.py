# python: 3.13
for True in [1]:
    pass
