# ExceptionGroup, BaseExceptionGroup, and except*.
import sys


def attempt(action):
    try:
        print(repr(action()))
    except BaseException as error:
        print(type(error).__name__, error)


eg = ExceptionGroup("several", [ValueError(1), TypeError("t"), ExceptionGroup("inner", [ValueError(2), OSError("o")])])
print(eg, repr(eg), eg.message, eg.exceptions, len(eg.exceptions), isinstance(eg, Exception), eg.args)
print(eg.subgroup(ValueError), repr(eg.subgroup(ValueError)), eg.subgroup(KeyError), repr(eg.split(TypeError)), repr(eg.split((ValueError, OSError))), eg.split(ExceptionGroup)[1])
print(repr(eg.subgroup(lambda error: isinstance(error, OSError))), eg.subgroup(Exception) is eg, repr(eg.derive([KeyError("k")])))
print(type(BaseExceptionGroup("b", [ValueError()])), type(BaseExceptionGroup("b", [KeyboardInterrupt()])), issubclass(ExceptionGroup, BaseExceptionGroup), ExceptionGroup.__mro__)
for action in (lambda: ExceptionGroup("x", []), lambda: ExceptionGroup("x", [1]), lambda: ExceptionGroup(1, [ValueError()]), lambda: ExceptionGroup("x", 5), lambda: ExceptionGroup("x", [KeyboardInterrupt()]), lambda: eg.split(5), lambda: eg.subgroup(int)):
    attempt(action)


class Mine(ExceptionGroup):
    def __new__(cls, message, exceptions, code):
        made = super().__new__(cls, message, exceptions)
        made.code = code
        return made

    def derive(self, excs):
        return Mine(self.message, excs, self.code)


mine = Mine("mine", [ValueError(1), KeyError(2)], 7)
mine.add_note("a note")
match, rest = mine.split(KeyError)
print(type(match), match.code, match.exceptions, rest.exceptions, match.__notes__)


def handle(error):
    log = []
    try:
        try:
            if error is not None:
                raise error
        except* ValueError as group:
            log.append(("value", type(group).__name__, group.message, group.exceptions, sys.exc_info()[1] is group))
        except* (TypeError, KeyError) as group:
            log.append(("type or key", group.exceptions))
        else:
            log.append("else")
        finally:
            log.append("finally")
    except BaseException as left:
        log.append(("left", type(left).__name__, getattr(left, "exceptions", left)))
    return log


for error in (None, ValueError("alone"), OSError("other"), ExceptionGroup("g", [ValueError(1), KeyError(2)]), ExceptionGroup("g", [OSError(3)]),
              ExceptionGroup("g", [ValueError(1), OSError(2), ExceptionGroup("h", [TypeError(3), ValueError(4)])]), BaseExceptionGroup("b", [KeyboardInterrupt(), ValueError(1)]), KeyboardInterrupt()):
    print(handle(error))


def raising(how):
    try:
        raise ExceptionGroup("g", [ValueError(1), TypeError(2), OSError(3)])
    except* ValueError as group:
        if how == "again":
            raise
        if how == "group":
            raise group
        if how == "new":
            raise KeyError("new")
        if how == "from":
            raise KeyError("new") from group
    except* TypeError:
        if how == "new":
            raise IndexError("second")


for how in ("pass", "again", "group", "new", "from"):
    try:
        raising(how)
    except BaseException as error:
        def show(e, depth=0):
            print("  " * depth, type(e).__name__, e, "context:", repr(e.__context__), "cause:", repr(e.__cause__))
            for one in getattr(e, "exceptions", ()):
                show(one, depth + 1)
        print(how)
        show(error)
try:
    try:
        raise ValueError("naked")
    except* ValueError as group:
        raise OSError("from naked")
except Exception as error:
    print(repr(error), repr(error.__context__))


def wrong(kind):
    try:
        raise ValueError(1)
    except* kind:
        pass


for kind in (ExceptionGroup, int, (ValueError, ExceptionGroup), 5):
    attempt(lambda: wrong(kind))


def nested():
    found = []
    for i in range(3):
        try:
            raise ExceptionGroup("loop", [ValueError(i)])
        except* ValueError as group:
            for j in range(5):
                if j == 2:
                    break
                found.append((i, j))
            try:
                raise TypeError("inside")
            except* TypeError as inner:
                found.append(inner.exceptions)
            found.append(group.exceptions)
    return found


print(nested())
try:
    group
except NameError as error:
    print("unbound", error)
