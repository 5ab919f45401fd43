import sys

for value in (None, 0, 3, "text", (1, 2)):
    try:
        sys.exit(value)
    except SystemExit as error:
        print(repr(error), error.code, error.args)
try:
    raise SystemExit
except BaseException as error:
    print(repr(error), error.code)
try:
    try:
        sys.exit(1)
    except Exception:
        print("not an Exception")
except SystemExit:
    print("a BaseException")
