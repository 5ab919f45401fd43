import io
import threading

text = io.StringIO()
print(text.write("one\n"), text.write(""), text.write("two\nthree"), text.getvalue(), text.tell())
print(text.seek(0), text.read(2), text.readline(), text.readline(), text.read(), text.read(), text.readline())
text.seek(2)
print(text.write("XY"), repr(text.getvalue()), text.tell())
print(text.truncate(5), repr(text.getvalue()), text.tell(), text.truncate(), text.truncate(100), repr(text.getvalue()))
text.seek(8)
text.write("end")
print(repr(text.getvalue()))
print([*io.StringIO("a\nb\n\nc")], io.StringIO("a\nb").readlines(), io.StringIO("a\nb\nc\n").readlines(3))
first = io.StringIO("given")
first.write("GI")
print(first.getvalue(), first.read(), first.seek(0, 2), first.seek(0), first.seek(0, 1))
print(repr(io.StringIO(newline=None).getvalue()), io.StringIO("a\r\nb\rc", newline=None).readlines(), io.StringIO("a\nb", newline="\r\n").read() == "a\r\nb")
with io.StringIO("x") as closing:
    print(closing.read(), closing.closed, closing.readable(), closing.writable(), closing.seekable(), closing.isatty())
print(closing.closed)
for call in (
    closing.getvalue, closing.read, closing.flush, lambda: closing.write("x"), lambda: text.write(5), lambda: io.StringIO(5), lambda: io.StringIO("", "x"),
    lambda: text.seek(-1), lambda: text.seek(1, 1), lambda: text.seek(0, 5), lambda: text.truncate(-1), text.fileno, lambda: iter(closing),
):
    try:
        print(call())
    except Exception as error:
        print(type(error).__name__, error)
print(type(text).__name__, type(text).__module__, issubclass(io.UnsupportedOperation, (OSError, ValueError)))

shared = io.StringIO()


def write(letter):
    for _ in range(200):
        print(letter, end="", file=shared)


threads = [threading.Thread(target=write, args=(letter,)) for letter in "abcd"]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print({letter: shared.getvalue().count(letter) for letter in "abcd"})
