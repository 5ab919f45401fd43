# What goes through a context manager written as a generator shows no frame of it, but what it raises itself does.
import contextlib, traceback


@contextlib.contextmanager
def manager(raised=None):
    try:
        yield
    finally:
        if raised:
            raise raised


def show(error, *context):
    try:
        with manager(*context):
            raise error
    except Exception as caught:
        traceback.print_exception(caught)


show(ValueError("through"))
show(RuntimeError("through"))
show(StopIteration("through"))
show(ValueError("first"), KeyError("second"))
with manager(), manager():
    raise LookupError("through two")
