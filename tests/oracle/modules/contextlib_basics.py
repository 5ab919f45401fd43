from contextlib import contextmanager, suppress, closing, nullcontext, redirect_stdout, ExitStack

@contextmanager
def tag(name):
    print("<" + name + ">")
    try:
        yield name.upper()
    except ValueError as error:
        print("caught", error)
    finally:
        print("</" + name + ">")
with tag("a") as upper:
    print(upper)
with tag("b"):
    raise ValueError("inside")
try:
    with tag("c"):
        raise KeyError("passes")
except KeyError as error:
    print("outside", error)
@tag("deco")
def decorated(x): return x + 1
print(decorated(1), decorated(2))
with suppress(ZeroDivisionError, KeyError):
    1 / 0
with nullcontext(5) as five: print(five)
class Thing:
    def close(self): print("closed")
with closing(Thing()): print("open")
class Out:
    def __init__(self): self.text = ""
    def write(self, text): self.text += text
    def flush(self): pass
out = Out()
with redirect_stdout(out): print("hidden")
print(repr(out.text))
with ExitStack() as stack:
    stack.enter_context(tag("x"))
    stack.callback(print, "called back")
    print("in the stack")
@contextmanager
def twice():
    yield 1
    yield 2
try:
    with twice(): pass
except RuntimeError as error:
    print(error)
@contextmanager
def never():
    if False: yield
try:
    with never(): pass
except RuntimeError as error:
    print(error)
