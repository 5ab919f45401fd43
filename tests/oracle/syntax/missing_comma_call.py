# python: 3.13
print('a' 1)
