# python: 3.13
class C:

print(1)
