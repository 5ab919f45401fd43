for make in (lambda: ValueError(), lambda: ValueError("a"), lambda: ValueError("a", 2), lambda: KeyError("k"), lambda: KeyError(("t",)), lambda: KeyError(), lambda: KeyError("a", "b"), lambda: IndexError(3), lambda: OSError("x"),
             lambda: SystemExit(3), lambda: StopIteration(5), lambda: Exception(None), lambda: RuntimeError("multi\nline"), lambda: AttributeError("a", name="n", obj=3), lambda: NameError("n", name="q"), lambda: ImportError("i", name="m"), lambda: UnicodeError("u") if False else TypeError("t")):
    error = make()
    print(type(error).__name__, repr(error), "|", str(error), "|", error.args)
print(AttributeError("a", name="n", obj=3).name, AttributeError("a", name="n", obj=3).obj, NameError("n", name="q").name, ImportError("i", name="m").name, SystemExit(3).code, StopIteration(5).value)
for bad in (lambda: ValueError(a=1), lambda: BaseException.__new__(int), lambda: Exception.with_traceback(Exception(), 5)):
    try:
        print(repr(bad()))
    except TypeError as error:
        print("TypeError", error)


class Own(Exception):
    def __init__(self, code, text="none"):
        super().__init__(text)
        self.code = code

    def __str__(self):
        return f"{self.code}: {self.args[0]}"


class Bare(Exception):
    """Takes what it gets."""


print(repr(Own(5)), str(Own(5, "x")), Own(1).args, repr(Bare(1, 2)), str(Bare()), repr(str(Bare(""))), Bare.__doc__)
try:
    raise Own(7, "seven")
except Exception as error:
    print(type(error), error, error.code, isinstance(error, Own))
print(issubclass(KeyError, LookupError), issubclass(TimeoutError, OSError), issubclass(RecursionError, RuntimeError), ModuleNotFoundError.__mro__[1].__name__, ZeroDivisionError.__bases__)
for group in ((ValueError, TypeError), ((ValueError,), (KeyError,)), (ValueError, KeyError), Exception, BaseException, 5, int, ()):
    try:
        try:
            raise KeyError("in group")
        except group as error:
            print("caught by", group)
    except BaseException as error:
        print("not by", group, type(error).__name__, error)
