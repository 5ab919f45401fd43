class First(Exception):
    pass


class Second(Exception):
    pass


def first():
    raise First("one", 1)


def second():
    try:
        first()
    except First:
        raise Second("two")


def third():
    try:
        second()
    except Second as error:
        raise KeyError("three") from error


def describe(error, depth=0):
    print("  " * depth, repr(error), "cause", repr(error.__cause__), "context", repr(error.__context__), error.__suppress_context__)
    if error.__context__ is not None and depth < 5:
        describe(error.__context__, depth + 1)


try:
    third()
except KeyError as error:
    describe(error)
try:
    try:
        first()
    except First:
        raise Second from None
except Second as error:
    describe(error)
try:
    try:
        first()
    finally:
        raise Second("in finally")
except Second as error:
    describe(error)
try:
    try:
        first()
    except First as error:
        try:
            raise Second
        except Second:
            pass
        raise error
except First as error:
    describe(error)
try:
    raise ValueError from KeyError
except ValueError as error:
    describe(error)
try:
    raise ValueError("x") from "text"
except TypeError as error:
    describe(error)
third()
