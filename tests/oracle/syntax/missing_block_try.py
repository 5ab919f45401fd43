# python: 3.13
try:
print(1)
except ValueError:
    pass
