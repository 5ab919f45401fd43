import contextlib


@contextlib.contextmanager
def tag(name):
    print("<", name)
    try:
        yield name.upper()
    except ValueError as error:
        print("swallowed", error)
    finally:
        print(name, ">")


with tag("a") as a, tag("b") as b:
    print(a, b)
with tag("v"):
    raise ValueError("inside")
try:
    with tag("k"):
        raise KeyError("through")
except KeyError as error:
    print("outside", error)


@tag("decorated")
def work(x):
    print("work", x)
    return x * 2


print(work(1), work(2), work.__name__)
with contextlib.suppress(ZeroDivisionError, KeyError):
    1 / 0
print("after")
with contextlib.nullcontext(5) as five:
    print(five)


class Closes:
    def close(self):
        print("closed")


with contextlib.closing(Closes()) as c:
    print(type(c).__name__)
with contextlib.ExitStack() as stack:
    print(stack.enter_context(tag("s1")))
    stack.callback(print, "callback", end="!\n")
    stack.push(lambda *exc: print("pushed", exc[0]))
    stack.enter_context(tag("s2"))
    print("body")
try:
    with contextlib.ExitStack() as stack:
        stack.callback(lambda: 1 / 0)
        raise KeyError("first")
except ZeroDivisionError as error:
    print(repr(error), repr(error.__context__))


@contextlib.contextmanager
def never():
    if False:
        yield


@contextlib.contextmanager
def twice():
    yield 1
    yield 2


for bad in (never, twice):
    try:
        with bad():
            print("in", bad.__name__)
    except RuntimeError as error:
        print(error)


@contextlib.contextmanager
def turns():
    try:
        yield
    except KeyError as error:
        raise ValueError("turned") from error


try:
    with turns():
        raise KeyError("k")
except ValueError as error:
    print(error, repr(error.__cause__))


class Both(contextlib.ContextDecorator):
    def __enter__(self):
        print("enter")

    def __exit__(self, *exc):
        print("exit")


@Both()
def f():
    print("f")


f()
manager = tag("once")
with manager:
    pass
try:
    with manager:
        pass
except (RuntimeError, AttributeError) as error:
    print(type(error).__name__, error)
