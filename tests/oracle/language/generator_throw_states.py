def g():
    try:
        yield 1
    except ValueError as error:
        print("caught", error)
        yield 2


def attempt(what, *arguments):
    try:
        print(what(*arguments))
    except BaseException as error:
        print(type(error).__name__, error)


it = g()
attempt(it.throw, ValueError("before it began"))
attempt(next, it)
it = g()
next(it)
attempt(it.throw, ValueError("inside"))
attempt(next, it)
attempt(it.throw, ValueError("behind its end"))
attempt(it.close)
attempt(it.throw, "text")
attempt(it.throw, int)
it = g()
attempt(it.close)
attempt(next, it)
it = g()
attempt(it.send, 1)
attempt(it.send, None)
