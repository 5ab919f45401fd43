"""The docstring of the program."""
import os

print(__name__, __doc__, __package__, __spec__, __cached__, os.path.basename(__file__), os.path.isabs(__file__))
print(sorted(name for name in dir() if name.startswith("__")))
print(list(globals())[:3], __builtins__.len is len, vars() is globals(), locals() is globals())
vars()["made"] = 1
print(made)
globals().update(a=1, b=2)
print(a + b, globals().get("missing"), globals().pop("a"), "a" in globals())


def function():
    global later
    later = globals()["b"]
    return [name for name in globals() if not name.startswith("__")]


print(function(), later)
globals()["function"] = len
print(function("abc"))
