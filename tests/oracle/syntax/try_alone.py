# python: 3.13
try:
    x = 1
print(x)
