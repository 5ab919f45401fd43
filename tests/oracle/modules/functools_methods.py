# partial, partialmethod, singledispatchmethod and cached_property in classes; cmp_to_key's keys.
import functools
import warnings


def show(action):
    try:
        print(action())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


def f(*args, **names):
    return args, names


base_two = functools.partial(int, base=2)
for action in (
    lambda: base_two("101"), lambda: base_two, lambda: setattr(base_two, "func", 1), lambda: delattr(base_two, "args"),
    lambda: functools.partial(functools.partial(f, 1, a=1), 2, b=2), lambda: functools.partial(), lambda: functools.partial(1),
    lambda: functools.partial(func=f),
):
    show(action)
base_two.note = "own"
print(base_two.note, functools.partial(base_two, "11").args, functools.partial(base_two, "11")())


class Derived(functools.partial):
    pass


print(Derived(f, 1, a=2), functools.partial(Derived(f, 1), 2).args)


class Cell:
    alive = functools.partialmethod(f, "alive", state=1)
    twice = functools.partialmethod(alive, "twice", other=2)
    static = functools.partialmethod(staticmethod(f), "static")
    of_class = functools.partialmethod(classmethod(f), "class")
    shown = functools.partialmethod(print, "shown")
    of_partial = functools.partialmethod(functools.partial(f, "first"), "second")

    def __repr__(self):
        return "Cell()"


cell = Cell()
for action in (
    lambda: cell.alive(9), lambda: Cell.alive(cell, 9), lambda: cell.twice(9, state=3), lambda: cell.static(9), lambda: Cell.static(),
    lambda: cell.of_class(9, a=1), lambda: Cell.of_class(), lambda: cell.shown(9), lambda: cell.of_partial(9), lambda: cell.alive,
    lambda: Cell.__dict__["twice"], lambda: cell.of_class.__self__, lambda: cell.alive.__self__ is cell, lambda: Cell.__dict__["alive"].func is f,
    lambda: functools.partialmethod(), lambda: functools.partialmethod(1), lambda: functools.partialmethod(func=f),
):
    show(action)


class Formatter:
    @functools.singledispatchmethod
    def text(self, arg):
        "What it looks like."
        return "something", arg

    @text.register
    def _(self, arg: int):
        return "int", arg

    @text.register(str)
    def _(self, arg):
        return "str", arg

    @functools.singledispatchmethod
    @classmethod
    def made(cls, arg):
        return cls.__name__, arg

    @made.register(int)
    @classmethod
    def _(cls, arg):
        return cls.__name__, "int", arg

    @functools.singledispatchmethod
    @staticmethod
    def plain(arg):
        return arg

    @plain.register
    @staticmethod
    def _(arg: float):
        return "float", arg


made = Formatter()
for action in (
    lambda: made.text(1), lambda: made.text(""), lambda: made.text([]), lambda: Formatter.text(made, 1), lambda: made.text(),
    lambda: made.text.__doc__, lambda: made.text.__name__, lambda: made.made(1), lambda: Formatter.made(""), lambda: made.plain(1.5),
    lambda: Formatter.plain(1), lambda: functools.singledispatchmethod(1), lambda: made.text.__qualname__,
):
    show(action)


class Slotted:
    __slots__ = ()

    @functools.cached_property
    def p(self):
        return print("not called")


class Frozen:
    @functools.cached_property
    def p(self):
        print("called")
        return 1

    def __setattr__(self, name, value):
        raise AttributeError("frozen")


frozen = Frozen()
print(frozen.p, frozen.p, frozen.__dict__, Frozen.p.attrname, Frozen.p.__module__)
show(lambda: Slotted().p)

Key = functools.cmp_to_key(lambda a, b: a - b)
for action in (
    lambda: Key(1) < Key(2), lambda: Key(1) != Key(1), lambda: Key(), lambda: Key(1, 2), lambda: Key(1) < 2, lambda: hash(Key(1)),
    lambda: Key(obj=3).obj, lambda: sorted([3, 1, 2], key=Key), lambda: functools.cmp_to_key(1, 2), lambda: functools.cmp_to_key(),
    lambda: type(Key(1)),
):
    show(action)


def wrapper():
    pass


def wrapped():
    pass


wrapper.table, wrapped.table, wrapped.extra = {}, {"a": 1}, "extra"
print(functools.update_wrapper(wrapper, wrapped, ("extra",), ("table",)).table, wrapper.extra)
show(lambda: functools.update_wrapper(wrapper, wrapped, (), ("missing",)))


class Holder:
    double = functools.partial(f, 2)


with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    print(Holder.double(3), Holder().double(4))
print([(w.category.__name__, str(w.message)) for w in caught])
