# python: 3.13
print(1 2
