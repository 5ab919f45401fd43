# python: 3.13
x = [1, 2, 3

print(x)
