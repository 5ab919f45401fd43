# A traceback is one object for the handler, the hooks and with_traceback(), and it grows as the exception goes on.
import io
import sys
import traceback


def fail(depth=0):
    if depth:
        fail(depth - 1)
    raise ValueError("deep")


def lines(tb):
    result = []
    while tb is not None:
        result.append((tb.tb_frame.f_code.co_name, tb.tb_lineno))
        tb = tb.tb_next
    return result


try:
    fail(2)
except ValueError as error:
    tb = error.__traceback__
    print(tb is error.__traceback__, tb is sys.exc_info()[2], tb is sys.exception().__traceback__, lines(tb))
    print(tb.tb_next is tb.tb_next)
    kept = error


def again():
    try:
        raise kept
    except ValueError as error:
        print(lines(error.__traceback__), error.__traceback__.tb_next is tb)
        raise


for _ in range(2):
    try:
        again()
    except ValueError as error:
        print(len(lines(error.__traceback__)), error.__traceback__.tb_next.tb_next is tb)

print(kept.with_traceback(tb) is kept, kept.__traceback__ is tb, lines(kept.__traceback__) == lines(tb))
print(kept.with_traceback(None).__traceback__)
other = KeyError("other").with_traceback(tb)
try:
    raise other
except KeyError as error:
    print(lines(error.__traceback__))
    traceback.print_exc(file=sys.stdout)
kept.__traceback__ = tb.tb_next
print(lines(kept.__traceback__))
for wrong in (5, "tb", kept):
    try:
        kept.__traceback__ = wrong
    except TypeError as error:
        print(error)
    try:
        kept.with_traceback(wrong)
    except TypeError as error:
        print(error)


class Manager:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        print(kind.__name__, value.__traceback__ is tb, lines(tb))
        return True


with Manager():
    fail()

with Manager():
    [fail(item) for item in (1, 2)]


def generate():
    try:
        yield 1
    except ValueError as error:
        print(lines(error.__traceback__))
        raise


generator = generate()
next(generator)
try:
    generator.throw(kept)
except ValueError as error:
    print(lines(error.__traceback__))

# --- the module

try:
    try:
        fail(1)
    except ValueError as error:
        raise KeyError("second") from error
except KeyError as error:
    error.add_note("a note\nof two lines")
    print(traceback.format_exc(), end="")
    print(traceback.format_exc(chain=False), end="")
    print("".join(traceback.format_exception(error)) == traceback.format_exc())
    print(len(traceback.format_exception(error)), len(traceback.format_exception(None, error, error.__traceback__)))
    print(traceback.format_exception_only(error), traceback.format_exception_only(KeyError, error))
    print([(item.name, item.lineno, item.line) for item in traceback.extract_tb(error.__cause__.__traceback__)])
    print([*traceback.extract_tb(error.__traceback__)[0]][1:])
    print(traceback.format_list([("file.py", 3, "name", "line = 1"), ("file.py", 4, "name", None)]))
    print(traceback.format_tb(error.__cause__.__traceback__, 1) == traceback.format_list(traceback.extract_tb(error.__cause__.__traceback__)[:1]))
    print(traceback.format_tb(error.__cause__.__traceback__, -1) == traceback.format_list(traceback.extract_tb(error.__cause__.__traceback__)[-1:]))
    traceback.print_tb(error.__traceback__, file=sys.stdout)
    text = io.StringIO()
    traceback.print_exception(error, file=text)
    print(text.getvalue() == traceback.format_exc())
    kept = traceback.TracebackException.from_exception(error)
    print(str(kept), kept.exc_type_str, [item.name for item in kept.stack], str(kept.__cause__), kept.__context__ is not None)
    print("".join(kept.format()) == traceback.format_exc(), [*kept.format_exception_only()])
    print([(frame.f_code.co_name, line) for frame, line in traceback.walk_tb(error.__traceback__)])

print(traceback.format_exc(), traceback.format_exception(None), traceback.format_exception_only(None))
for call in (lambda: traceback.format_exception(5), lambda: traceback.format_exception(ValueError, ValueError())):
    try:
        call()
    except (TypeError, ValueError) as error:
        print(error)


def where():
    return [(item.name, item.line) for item in traceback.extract_stack()]


print(where())


def sink(depth):
    return sink(depth - 1) if depth else 1 / 0


for depth in (2, 3, 4, 9):
    try:
        sink(depth)
    except ZeroDivisionError:
        print(traceback.format_exc().count("in sink"), [line.strip() for line in traceback.format_exc().splitlines() if "repeated" in line])


class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no")


class Outer:
    class Inner(Exception):
        pass


class Elsewhere(Exception):
    __module__ = "some.where"


for error in (Mute(), Outer.Inner("in"), Elsewhere("x"), Elsewhere(), KeyError("k"), SyntaxError("bad"), StopIteration(), OSError(2, "no such", "file")):
    print(traceback.format_exception_only(error))
error = ValueError("x")
error.__notes__ = 5
print(traceback.format_exception_only(error))
error.__notes__ = ["fine", 3, Mute()]
print(traceback.format_exception_only(error))
Elsewhere.__module__ = 5
print(traceback.format_exception_only(Elsewhere("y")))
raise Outer.Inner("last") from Mute()
