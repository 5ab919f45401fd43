"""input(): lines of standard input, prompts, and the errors of the call."""
# python: 3.13
import io
import sys

name = input("Name? ")
print("hello", name)
print([input(), input("")])
print(int(input("Age? ")) + 1)
print(repr(input("tabs and blanks stay ")))
print(repr(input("a carriage return stays ")))
print(repr(input("é€😀 ")))


class Prompt:
    def __str__(self):
        return "an object's str() "


print(input(Prompt()))
print(input(None), input(3.5))

for arguments, names in (((1, 2), {}), ((1, 2, 3), {}), ((), {"prompt": "x"})):
    try:
        input(*arguments, **names)
    except TypeError as error:
        print(error)


class Bad:
    def __str__(self):
        raise ValueError("no text")


try:
    input(Bad())
except ValueError as error:
    print(error)

print(repr(input("the last line has no newline: ")))
for _ in range(2):
    try:
        input("more? ")
    except EOFError as error:
        print(repr(error))

# A program may read from and write to files of its own.
real = sys.stdin
sys.stdin = io.StringIO("first\nsecond")
print(input("prompt "), input())
try:
    input()
except EOFError as error:
    print(repr(error))
out, sys.stdout = sys.stdout, io.StringIO()
sys.stdin = io.StringIO("x\n")
got = input("caught")
caught, sys.stdout = sys.stdout, out
print(got, repr(caught.getvalue()))


class NoText:
    def readline(self):
        return 1


sys.stdin = NoText()
try:
    input()
except TypeError as error:
    print(error)
for lost in ("stdin", "stdout", "stderr"):
    kept = getattr(sys, lost)
    setattr(sys, lost, None)
    message = ""
    try:
        input("x")
    except RuntimeError as error:
        message = str(error)
    setattr(sys, lost, kept)
    print(message)
sys.stdin = real
print(repr(input), type(input).__name__)
