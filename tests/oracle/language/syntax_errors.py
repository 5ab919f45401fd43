# SyntaxError: what its attributes, str() and repr() say of a text, and of an exception that the program makes.
import traceback


def show(error):
    place = error.filename, error.lineno, error.offset, error.text, error.end_lineno, error.end_offset
    print(type(error).__name__, "|", error, "|", error.msg, "|", place)


for text in ["1 +", "x = 1", "", "  ", "1 2", "print 1", "a b", "x := 1", "*a, 1", "if 1: pass", "yield 1", "1\n2", "1;", "0777"]:
    try:
        eval(text)
    except SyntaxError as error:
        show(error)

for text in ["x = ", "x = \n", "  x = 1", "if 1:\npass", "x = 1\n  y = 2", "if 1:\n  x\n y", "return 1", "break", "a b\nc",
             "for x in y\n pass", "print 'x'", "def f():\n\treturn 1\n        return 2", "x = (1,\n2", "class A:\n  x=1\n  é y",
             "1 = x"]:
    try:
        exec(text)
    except SyntaxError as error:
        show(error)
        print("".join(traceback.format_exception_only(error)), end="")

for text, mode in [("1\n2", "single"), ("x y", "exec"), ("for", "eval")]:
    try:
        compile(text, "a folder/given.py", mode)
    except SyntaxError as error:
        print(error, "|", error.filename, error.lineno, error.offset)

try:
    eval("1\0")
except SyntaxError as error:
    print(error)

made = SyntaxError("the message", ("a/b.py", 3, 5, "  if x y:\n", 3, 7))
show(made)
print(repr(made), made.args)
print("".join(traceback.format_exception(made)), end="")
for error in [SyntaxError(), SyntaxError("only"), SyntaxError("a", ("f", 1, 2, "text")), SyntaxError("a", (None, 1, 2, None)),
              IndentationError("b", ("f", None, None, None))]:
    show(error)
    print("".join(traceback.format_exception_only(error)), end="")
error = SyntaxError("m")
error.filename = "/a/b.py"
print(error)
error.lineno = 5
print(error)
error.filename = None
error.msg = "changed"
print(error, error.args)


def fails():
    exec("\n\nraise ValueError('in the text')")


try:
    fails()
except ValueError:
    print(traceback.format_exc(), end="")
exec("def f():\n    return g(\n")
