# python: 3.13
while (True:
    pass
