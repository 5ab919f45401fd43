# python: 3.13
for i in range(3:
    print(i)
