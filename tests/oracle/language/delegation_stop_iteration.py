class Stops:
    def __iter__(self):
        return self

    def __next__(self):
        return 1

    def throw(self, error):
        raise StopIteration("from throw")

    def close(self):
        raise ValueError("from close")


def through():
    result = yield from Stops()
    print("result", result)
    yield "more"


it = through()
print(next(it))
print(it.throw(KeyError))
it = through()
print(next(it))
try:
    it.close()
except ValueError as error:
    print(error, repr(error.__context__))


def returns_in_throw():
    try:
        yield 1
    except KeyError:
        return "the end"


def outer():
    print("got", (yield from returns_in_throw()))
    yield 2


it = outer()
next(it)
print(it.throw(KeyError("x")))
