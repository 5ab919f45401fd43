# python: 3.13
print x
