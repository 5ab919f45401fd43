def gen():
    yield 1
    raise KeyError("from inside")


g = gen()
print(next(g))
try:
    next(g)
except KeyError as error:
    print(repr(error))
print(list(g))
