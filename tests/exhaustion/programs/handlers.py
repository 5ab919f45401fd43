# Memory that runs out where an exception is handled: in except, else and finally, in __exit__, and while another exception passes.
import contextlib


class Guard:
    entered = left = 0

    def __enter__(self):
        Guard.entered += 1
        return self

    def __exit__(self, kind, error, traceback):
        Guard.left += 1
        note = [str(kind), str(error)]
        return len(note) == 3


def handled(n):
    try:
        return 1 // n
    except ZeroDivisionError as error:
        text = f"{type(error).__name__}: {error}"
        return [text] * 3
    else:
        return list(range(n))
    finally:
        done.append({"n": n})


def passed(n):
    with Guard():
        try:
            raise ValueError("inside", n)
        finally:
            done.append([n] * 4)


def chained(n):
    try:
        try:
            raise KeyError(n)
        except KeyError as error:
            raise ValueError("outer") from error
    except ValueError as error:
        return (type(error.__cause__), error.__context__.args)


def deep(n):
    if n == 0:
        raise LookupError("at the bottom")
    try:
        deep(n - 1)
    finally:
        done.append(n)


done = []
try:
    results = [handled(n) for n in range(3)]
    with contextlib.suppress(ValueError):
        passed(1)
    results.append(chained(7))
    try:
        deep(6)
    except LookupError as error:
        results.append(str(error))
    print(results, len(done), Guard.entered == Guard.left)
except MemoryError as error:
    print("MemoryError", error.args, error.__context__ is error)
# A with statement that was entered is left, and each exception object is its own.
assert Guard.left <= Guard.entered <= 1
