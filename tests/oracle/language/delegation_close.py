def inner():
    try:
        yield 1
        yield 2
    finally:
        print("inner ends")
    return "inner"


def outer():
    try:
        got = yield from inner()
        print("got", got)
    finally:
        print("outer ends")
    return "outer"


for steps in range(4):
    it = outer()
    for _ in range(steps):
        print(next(it, "over"))
    print(steps, it.close())


def stubborn():
    try:
        yield 1
    except GeneratorExit:
        print("ignored")
    yield 2


def around():
    try:
        yield from stubborn()
    except RuntimeError as error:
        print("outer sees", error, repr(error.__context__))
        raise


it = around()
next(it)
try:
    it.close()
except RuntimeError as error:
    print("close:", error)
