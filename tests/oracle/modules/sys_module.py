import sys

print(sys.getswitchinterval(), sys.getrecursionlimit(), sys.byteorder)
sys.setswitchinterval(0.001)
print(sys.getswitchinterval(), sys.version_info >= (3, 11), sys.version_info[0], sys.version_info.major, len(sys.argv))
print(sys.stdout.write("written\n"), sys.stderr.write("error\n"))
sys.stdout.flush()
print("to stderr", 1, file=sys.stderr)
print("to stdout", 2, file=sys.stdout)
print("none", file=None)
print(sys.exc_info())
try:
    1 / 0
except ZeroDivisionError as error:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value is error, sys.exception() is error)
print(sys.exc_info())
def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)
attempt(lambda: sys.setswitchinterval(0))
attempt(lambda: sys.setswitchinterval("x"))
attempt(lambda: sys.setrecursionlimit(0))
attempt(sys.exit)
attempt(lambda: sys.exit(3))
attempt(lambda: sys.stdout.write(5))
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.is_finalizing())
