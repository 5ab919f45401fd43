# Attributes that cannot be set or deleted, and objects without a __dict__.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class Slots:
    __slots__ = ("x",)
    y = 1

    def m(self):
        pass


class Plain:
    y = 1

    def m(self):
        pass


class Items(list):
    pass


class Bare(list):
    __slots__ = ()


def function():
    pass


for value, names in (
    (range(3), ("start", "stop", "step")), (slice(1), ("start", "stop", "step")), (function, ("__globals__", "__closure__", "__name__", "__code__", "__dict__", "__defaults__", "__kwdefaults__", "__module__", "foo")),
    (property(), ("fget", "fset", "fdel")), (1, ("real", "imag", "numerator", "foo", "__len__")), (True, ("real",)), (1.5, ("real", "imag")), (staticmethod(len), ("__func__",)), (classmethod(len), ("__func__",)),
    ((x for x in ()), ("gi_running", "gi_frame", "__name__", "foo")), ({}.keys(), ("mapping", "foo")), ([], ("append", "foo", "__doc__", "__len__")), ("", ("foo", "upper")), (None, ("foo",)), (object(), ("foo", "__doc__")),
    (len, ("__name__", "foo")), (Plain().m, ("__func__", "__self__", "foo")), (function.__code__, ("co_name",)), (int, ("a",)), (frozenset(), ("a",)),
    (Slots(), ("y", "m", "append", "__dict__", "foo")), (Bare(), ("append", "foo", "__dict__")), (ValueError(1), ("args", "__cause__", "__context__", "__traceback__", "__suppress_context__", "__dict__", "foo")),
):
    for name in names:
        print(type(value).__name__, name, end=": ")
        t(lambda: setattr(value, name, 1))
        print(type(value).__name__, name, end=": ")
        t(lambda: delattr(value, name))
for value in (Plain(), Items(), Slots(), Bare(), ValueError(), 1):
    for name in ("x", "y", "m", "append", "__class__", "__doc__", "foo"):
        t(lambda: delattr(value, name))
plain = Plain()
plain.a = 1
del plain.__dict__
print(plain.__dict__, hasattr(plain, "a"))
error = ValueError(1)
for name, value in (("__cause__", 1), ("__cause__", ValueError), ("__cause__", None), ("__context__", 1), ("__context__", None), ("__traceback__", 1), ("args", 1), ("args", [1, 2]), ("__suppress_context__", 1), ("__suppress_context__", False)):
    t(lambda: setattr(error, name, value))
print(repr(error), error.__suppress_context__)
t(lambda: error.add_note(1))
t(lambda: error.add_note("a note"))
print(error.__notes__)
error.__notes__ = "none"
t(lambda: error.add_note("a note"))
