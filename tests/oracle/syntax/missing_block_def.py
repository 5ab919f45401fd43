# python: 3.13
def f():
print(1)
