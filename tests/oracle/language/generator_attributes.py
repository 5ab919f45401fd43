# gi_frame, gi_yieldfrom, gi_running, gi_suspended, gi_code; throw() with the arguments that are deprecated.
import warnings


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def inner():
    print(g.gi_running, g.gi_suspended, g.gi_yieldfrom, g.gi_frame is not None)
    yield "inner"


def outer():
    yield 1
    yield from inner()
    yield from [2, 3]
    for _ in range(2):
        yield 4


def state():
    frame = g.gi_frame
    delegate = g.gi_yieldfrom
    print(g.gi_running, g.gi_suspended, type(delegate).__name__, frame and (frame.f_lineno, frame.f_code is g.gi_code), g.gi_code.co_name)


g = outer()
state()
for item in g:
    print(item)
    state()
state()
for name in ("gi_frame", "gi_running", "gi_yieldfrom", "gi_code"):
    t(lambda: setattr(g, name, 1))


def started():
    g = outer()
    next(g)
    return g


class Own(Exception):
    def __init__(self, *arguments):
        print("made with", arguments)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    t(lambda: started().throw(ValueError("one")))
    t(lambda: started().throw(ValueError))
    print(len(caught))
    t(lambda: started().throw(ValueError, "two"))
    t(lambda: started().throw(ValueError, "three", None))
    t(lambda: started().throw(Own, (1, 2)))
    t(lambda: started().throw(ValueError, ValueError("four")))
    t(lambda: started().throw(ValueError("five"), None))
    t(lambda: started().throw(ValueError("five"), 6))
    t(lambda: started().throw(ValueError, 6, 7))
    t(lambda: started().throw(7))
    t(lambda: started().throw(int))
    for warning in caught:
        print(warning.category.__name__, warning.message)
try:
    raise KeyError("here")
except KeyError as error:
    traceback = error.__traceback__
warnings.simplefilter("ignore")
try:
    started().throw(ValueError, "with", traceback)
except ValueError as error:
    at, lines = error.__traceback__, []
    while at:
        lines.append(at.tb_lineno)
        at = at.tb_next
    print(traceback.tb_lineno in lines)
