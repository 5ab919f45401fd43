import traceback


def leaf():
    yield 1
    yield 2


def middle():
    yield from leaf()


def top():
    yield from middle()


it = top()
next(it)
try:
    it.throw(ValueError("thrown in"))
except ValueError:
    traceback.print_exc()


def fails():
    yield 1
    raise KeyError("inside")


def around():
    try:
        yield from fails()
    except KeyError as error:
        raise RuntimeError("around") from error


it = around()
next(it)
next(it)
