# Files in text mode: contents, places, modes and errors.
import io
import os

FOLDER = "/tmp/threadbox_text_files"
os.makedirs(FOLDER, exist_ok=True)
os.chdir(FOLDER)


def fails(call, *arguments, **keywords):
    try:
        print("no error:", call(*arguments, **keywords))
    except Exception as error:
        kind = type(error)
        print(kind.__name__, "|", error, "|", getattr(error, "errno", None), getattr(error, "strerror", None), getattr(error, "filename", None))


with open("a.txt", "w") as f:
    print(f, f.name, f.mode, f.encoding, f.errors, f.closed, f.readable(), f.writable(), f.seekable(), f.isatty())
    print(f.write("one\ntwo\nthrée €\n"), f.tell())
    print("four", 4, sep="-", file=f)
    f.writelines(["five\n", "six"])
    fails(f.read)
    fails(f.readline)
    fails(f.write, 3)
    fails(f.write, None)
    fails(f.writelines, [1])
    f.flush()
print(f.closed, os.path.getsize("a.txt"))
for method in (f.read, f.readline, f.flush, f.tell, f.__enter__, f.__iter__, f.readable, f.fileno, f.isatty):
    fails(method)
fails(f.write, "x")
fails(f.seek, 0)
fails(f.truncate)
f.close()

with open("a.txt") as f:
    print([line for line in f])
    print(repr(f.read()), repr(f.readline()), f.readlines())
    f.seek(0)
    print(repr(f.read(6)), f.tell(), repr(f.readline()), repr(f.readline(4)), repr(f.read()))
    print(f.seek(4), repr(f.read(3)), f.seek(0, 2), f.seek(0, 1))
    fails(f.write, "x")
    fails(f.truncate, 0)
    fails(f.seek, 1, 1)
    fails(f.seek, 1, 2)
    fails(f.seek, -1)
    fails(f.seek, 0, 3)
    f.seek(0)
    next(f)
    fails(f.tell)
    print(f.readlines(3), list(enumerate(f)))

with open("a.txt", "a+") as f:
    print(f.tell(), repr(f.read()))
    f.write(" more\n")
    f.seek(0)
    print(f.readline(), end="")
    f.seek(0)
    f.write("end\n")
    f.seek(0)
    print(f.read())
with open("a.txt", "r+") as f:
    f.write("ONE")
    f.seek(0)
    print(f.read(8), f.seek(8))
    print(f.truncate(), f.truncate(5))
    f.seek(0)
    print(repr(f.read()))
with open("a.txt", "w+") as f:
    print(repr(f.read()), f.write("x"), f.seek(0), f.read())

fails(open, "none.txt")
fails(open, "no/where.txt", "w")
fails(open, "a.txt", "x")
fails(open, ".")
fails(open, "..", "w")
fails(open, "a.txt/b")
fails(open, "")
fails(open, "nul\0")
for mode in ("z", "", "rw", "rb+t", "r+w", "rr", "+", "tb", "U"):
    fails(open, "a.txt", mode)
fails(open, "a.txt", 3)
fails(open, 3.5)
fails(open, None)
fails(open, "a.txt", newline="x")
fails(open, "a.txt", encoding="nonsense")
fails(open, "a.txt", encoding=3)
fails(open, "a.txt", "r", 0)
fails(open)
fails(open, "a.txt", bogus=1)

with open("n.txt", "w", newline="\r\n") as f:
    print(f.write("a\nb\n"))
with open("n.txt", newline="") as f:
    print(f.readlines())
with open("n.txt") as f:
    print(f.readlines())
with open("n.txt", "w", newline="") as f:
    f.write("a\rb\r\nc\nd")
for newline in (None, "", "\n", "\r", "\r\n"):
    with open("n.txt", newline=newline) as f:
        print(repr(newline), list(f))
    with open("n.txt", newline=newline) as f:
        print(repr(f.read()))

with open("x.txt", "x", encoding="utf-8") as f:
    print(f.encoding, f)
print(io.UnsupportedOperation.__mro__[1:3], io.open is open, isinstance(f, io.TextIOWrapper), type(f))
try:
    with open("a.txt", "w") as f:
        f.write("kept")
        raise KeyError("inside")
except KeyError:
    print(f.closed, open("a.txt").read())
for name in sorted(os.listdir()):
    print(name)
    os.remove(name)
os.chdir("/")
os.rmdir(FOLDER)
print(os.path.exists(FOLDER))
