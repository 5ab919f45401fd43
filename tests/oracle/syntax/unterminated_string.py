# python: 3.13
x = 'abc
print(x)
