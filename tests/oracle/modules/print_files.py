# print() gives a file of the program's own each piece by itself.
import contextlib
import io
import sys


class Pieces:
    def __init__(self):
        self.kept = []

    def write(self, text):
        self.kept.append(text)

    def flush(self):
        self.kept.append("FLUSH")


class Loud:
    def __str__(self):
        print("asked for its text")
        return "loud"


pieces = Pieces()
print(1, "two", 3.0, None, file=pieces)
print(1, "two", sep="", end="E", file=pieces, flush=True)
print(file=pieces)
print("a", "b", sep=None, end=None, file=pieces, flush=0)
print(Loud(), Loud(), file=pieces)
print(pieces.kept)
with contextlib.redirect_stdout(Pieces()) as caught:
    print("a", 2, flush=True)
print(caught.kept)

for kw in ({"file": object()}, {"file": 5}, {"file": "out"}, {"file": True}, {"sep": 1}, {"end": 2}, {"sep": 1, "file": object()}, {"end": [], "file": pieces}, {"foo": 1}):
    try:
        print("x", "y", **kw)
    except Exception as error:
        print(type(error).__name__, error)

class Half:
    write = 5


class Silent:
    def write(self, text):
        raise OSError("full")


class NoFlush:
    def write(self, text):
        pass


for file in (Half(), Silent(), NoFlush()):
    try:
        print("x", file=file, flush=True)
    except Exception as error:
        print(type(error).__name__, error)

print("to nobody", file=None)
kept = sys.stdout
sys.stdout = None
print("to nobody")
del sys.stdout
try:
    print("lost")
except RuntimeError as error:
    text = str(error)
sys.stdout = kept
print(text)

print(sys.stdout.write("héllo\n"), sys.stdout.writelines(["x", "\n"]), sys.stdout.flush())
print(sys.stdout.name, sys.stdout.mode, sys.stdout.encoding, sys.stdout.closed, sys.stdout.writable(), sys.stdout.readable(), sys.stderr.name)
for bad in (1, None, ["x"]):
    for call in (sys.stdout.write, lambda one: sys.stdout.writelines([one])):
        try:
            call(bad)
        except TypeError as error:
            print(error)
print("on standard error", file=sys.stderr)
print("a", "b", sep="-", end="!\n", file=sys.stderr, flush=True)

# Its write() can be replaced alone.
written = []
sys.stdout.write = written.append
print("a", 1)
del sys.stdout.write
print(written)

text = io.StringIO()
with contextlib.redirect_stdout(text), contextlib.redirect_stderr(text):
    print("one", 2)
    print("three", file=sys.stderr)
print(repr(text.getvalue()))
