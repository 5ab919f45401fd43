for check in (lambda: 1, lambda: 0):
    try:
        assert check(), ("message", check())
        print("holds")
    except AssertionError as error:
        print(repr(error), error.args)
try:
    assert [], "empty"
except AssertionError as error:
    print(error)
try:
    assert not 1
except AssertionError as error:
    print(repr(error))


def f(x):
    assert isinstance(x, int), f"{x!r} is no int"
    return x


print(f(1))
f("a")
