# Errors of object.__new__ and object.__init__ for arguments that neither accepts.


def show(action):
    try:
        print(type(action()).__name__)
    except (TypeError, RuntimeError) as error:
        print(type(error).__name__, error)


class Plain:
    pass


class Makes:
    def __new__(cls, *args, **names):
        return object.__new__(cls)


class Starts:
    def __init__(self, *args, **names):
        pass


class Both(Makes, Starts):
    pass


class PassesToInit:
    def __init__(self, *args, **names):
        super().__init__(*args, **names)


class PassesToNew:
    def __new__(cls, *args, **names):
        return super().__new__(cls, *args, **names)


class PassesToNewAndStarts(PassesToNew, Starts):
    pass


class PassesToInitAndMakes(PassesToInit, Makes):
    pass


for cls in (Plain, Makes, Starts, Both, PassesToInit, PassesToNew, PassesToNewAndStarts, PassesToInitAndMakes, object):
    print(cls.__name__)
    show(lambda: cls())
    show(lambda: cls(1))
    show(lambda: cls(a=1))
    show(lambda: object.__new__(cls, 1))
    show(lambda: object.__init__(object.__new__(cls), 1))
show(lambda: object.__new__())
show(lambda: object.__new__(1))

# A class of three arguments, and super() without any.
show(lambda: type("A", (), None))
show(lambda: type("A", [], {}))
show(lambda: type(1, (), {}))
show(lambda: super(1, 2, 3))
show(lambda: super(1))


def alone():
    super()


def deleted(x):
    del x
    super()


def unknown(x):
    super()


def local(x):
    __class__ = Plain
    return super()


def rest(*args):
    super()


show(alone)
show(lambda: deleted(1))
show(lambda: unknown(1))
show(lambda: local(1))
show(lambda: rest(1))


class Emptied:
    def lost(self):
        nonlocal __class__
        del __class__
        super()


class Replaced:
    def other(self):
        nonlocal __class__
        __class__ = 3
        super()


show(Emptied().lost)
show(Replaced().other)
