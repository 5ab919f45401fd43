# python: 3.13
x = 1
y = '''abc
def
