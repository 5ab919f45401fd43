def broken():
    yield 1
    raise StopIteration("inside")


try:
    print(list(broken()))
except RuntimeError as error:
    print(error, repr(error.__cause__))
