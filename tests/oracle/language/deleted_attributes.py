# Deleting attributes that are missing or cannot be deleted, and setting read-only ones.


class Slotted:
    __slots__ = ("s",)
    y = 0


class Open:
    __slots__ = ("s", "__dict__")

    @property
    def p(self):
        return 1


class Plain:
    def m(self):
        pass


def f(a=1):
    pass


def show(text, action):
    try:
        print(text, "->", action())
    except (AttributeError, TypeError) as error:
        print(text, type(error).__name__, error)


def numbers():
    yield 1


objects = {
    "slotted": Slotted(), "open": Open(), "plain": Plain(), "Plain": Plain, "int": int, "one": 1, "text": "a", "list": [], "none": None,
    "object": object(), "f": f, "method": Plain().m, "print": print, "range": range(3), "slice": slice(1), "error": ValueError(1),
    "numbers": numbers(),
}
names = {
    "slotted": "x y s", "open": "x p s __slots__", "plain": "x m", "Plain": "x __name__ __module__ __qualname__ __dict__ __mro__",
    "int": "x real __name__", "one": "x", "text": "x upper", "list": "x append", "none": "x", "object": "x", "f": "x __code__ __name__ __closure__ __globals__",
    "method": "x __self__ __func__", "print": "x", "range": "x start", "slice": "stop", "numbers": "x __name__",
    "error": "x args __cause__ __context__ __traceback__ __suppress_context__",
}
for name, wanted in names.items():
    for attribute in wanted.split():
        show(f"del {name}.{attribute}", lambda: delattr(objects[name], attribute))
for name, attribute in (
    ("error", "__cause__"), ("error", "__context__"), ("error", "__suppress_context__"), ("error", "args"), ("error", "__traceback__"),
    ("method", "__self__"), ("range", "start"), ("slice", "stop"), ("Plain", "__dict__"), ("Plain", "__mro__"), ("open", "__slots__"),
):
    show(f"set {name}.{attribute}", lambda: setattr(objects[name], attribute, 1))
for name in ("open", "plain", "f", "Plain", "object", "list"):
    show(f"del {name}.__class__", lambda: delattr(objects[name], "__class__")) if name not in ("Plain", "list") else None

# Attributes that can be deleted.
f.__doc__ = "text"
for attribute in ("__defaults__", "__kwdefaults__", "__doc__", "__module__", "__annotations__"):
    show(attribute, lambda: (delattr(f, attribute), getattr(f, attribute)))
try:
    f()
except TypeError as error:
    print(error)
made = Open()
made.x = made.s = 1
del made.s
show("open.x", lambda: made.x)
del made.__dict__
show("open.x", lambda: made.x)
show("open.s", lambda: made.s)


def delete_item(container, at):
    del container[at]


for container in ("ab", (1,), {1}, frozenset(), range(3), {}.keys(), Plain(), None, 1, f, Plain):
    for at in (0, "a"):
        show(type(container).__name__, lambda: delete_item(container, at))
