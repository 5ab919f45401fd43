# python: 3.13
if (1 and 2:
    print(1)
else:
    print(2)
