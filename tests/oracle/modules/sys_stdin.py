"""sys.stdin: the common parts of a text file that is read."""
import sys

stdin = sys.stdin
print(stdin.name, stdin.mode, stdin.encoding, stdin.closed, stdin.isatty(), stdin.fileno())
print(stdin.readable(), stdin.writable(), stdin is sys.__stdin__, iter(stdin) is stdin)
print(type(stdin).__name__, type(stdin).__module__)
print(repr(stdin.readline()))
print(repr(stdin.readline(3)), repr(stdin.readline(0)), repr(stdin.readline(-1)), repr(stdin.readline(100)))
print(repr(stdin.read(2)), repr(stdin.read(8)), repr(stdin.readline()))
print(repr(input()), stdin.readlines(10))
for line in stdin:
    print("line", repr(line))
    if line == "stop\n":
        break
print(repr(next(stdin)))
print(repr(stdin.read()), repr(stdin.read()), repr(stdin.readline()), stdin.readlines(), list(stdin))
try:
    next(stdin)
except StopIteration:
    print("at its end")
