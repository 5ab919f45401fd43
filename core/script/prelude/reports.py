# Reports of uncaught exceptions: they go to the hooks of sys and threading, and to the current sys.stderr. C++ writes the report itself
# if that does not take Python (machine/exception_report.cpp).

import _threadbox
from _machine import in_c, set_builtin, stack_texts, suggestion, syntax_error_parts, sys_module, take_all, take_unreachable
from _threadbox import write_error, write_output
import fallbacks
from fallbacks import fallback_of

chained = (
    "\nThe above exception was the direct cause of the following exception:\n\n",
    "\nDuring handling of the above exception, another exception occurred:\n\n",
)


def stream(name):
    """sys.stdout or sys.stderr; NotImplemented if it was deleted, Ellipsis if sys has not been imported."""
    sys = sys_module()
    return ... if sys is None else getattr(sys, name, NotImplemented)


# --- texts

def safe_text(value, what, convert=str):
    try:
        return convert(value)
    except:
        return f"<{what} {convert.__name__}() failed>"


def class_text(cls):
    module = cls.__module__
    if module == "builtins" or module == "__main__":
        return cls.__qualname__
    return f"{module if isinstance(module, str) else '<unknown>'}.{cls.__qualname__}"


def final_lines(error, has_traceback=True):
    if isinstance(error, SyntaxError):
        lines, text = syntax_error_parts(error)
    else:
        lines, text = [], safe_text(error, "exception") + suggestion(error, has_traceback)
    lines.append(f"{class_text(type(error))}: {text}\n" if text else f"{class_text(type(error))}\n")
    notes = getattr(error, "__notes__", None)
    if isinstance(notes, (list, tuple)):
        for note in notes:
            lines += [line + "\n" for line in safe_text(note, "note").split("\n")]
    elif notes is not None:
        lines.append(safe_text(notes, "__notes__", repr) + "\n")
    return lines


def exception_line(error, has_traceback=True):
    return "".join(final_lines(error, has_traceback))


def exception_chain(error, seen=None):
    """The exceptions that led to this one, first to last, each with the text that follows its report; without those seen before."""
    chain = [(error, "")]
    seen = set() if seen is None else seen
    seen.add(id(error))
    while True:
        cause, context = error.__cause__, error.__context__
        if cause is not None and id(cause) not in seen:
            error, link = cause, chained[0]
        elif cause is None and context is not None and not error.__suppress_context__ and id(context) not in seen:
            error, link = context, chained[1]
        else:
            return chain[::-1]
        seen.add(id(error))
        chain.append((error, link))


def exception_texts(error):
    """The report of an uncaught exception, in the pieces in which CPython writes it."""
    texts = []
    for one, link in exception_chain(error):
        texts += stack_texts(one) + final_lines(one)
        if link:
            texts.append(link)
    return texts


@fallback_of(_threadbox.format_exception)
def format_exception(error):
    return "".join(exception_texts(error))


# --- hooks

def put(file, text):
    write_error(text) if file is ... else file.write(text)


def flush(file):
    if file is not ... and file is not None and file is not NotImplemented:
        try:
            file.flush()
        except Exception:
            pass


def print_error(error):
    """Writes to sys.stderr, or to the original one, as the interpreter itself does."""
    file = stream("stderr")
    if file is None or file is NotImplemented:
        file = getattr(sys_module(), "__stderr__", ...)
    if file is ... or file is getattr(sys_module(), "__stderr__", None):
        return put(file, format_exception(error))
    try:
        for text in exception_texts(error):
            print(text, file=file, end="")
    except Exception:
        # CPython also dumps the object's address and reference count.
        write_error(f"object type name: {class_text(type(error))}\nobject repr     : {safe_text(error, 'exception', repr)}\nlost sys.stderr\n")


def flush_output():
    flush(stream("stderr"))
    flush(stream("stdout"))


@in_c
def excepthook(exctype, value, traceback, /):
    if isinstance(value, BaseException):
        if traceback is not None:
            value.__traceback__ = traceback
        file = stream("stderr")
        if file is NotImplemented:
            write_error("lost sys.stderr\n")
        elif file is not None:
            print_error(value)


def exit_code(error):
    code = error.code
    if code is None:
        return 0
    if isinstance(code, int):
        return code % 2**32 & 255 if -(2**63) <= code < 2**63 else 255
    file = stream("stderr")
    try:
        put(... if file is None or file is NotImplemented else file, str(code))
    except MemoryError:
        raise  # The runner reports it, which CPython does not.
    except Exception:
        pass
    file = stream("stderr")
    if file is not None and file is not NotImplemented:
        put(file, "\n")
    return 1


def report_uncaught(error):
    """Reports the exception that ends the program or a console statement. Returns the exit code of a SystemExit."""
    flush_output()
    if isinstance(error, SystemExit):
        return exit_code(error)
    sys = sys_module()
    if sys is None:
        return excepthook(type(error), error, None)
    sys.last_exc = sys.last_value = error
    sys.last_type = type(error)
    sys.last_traceback = error.__traceback__
    hook = getattr(sys, "excepthook", NotImplemented)
    file = stream("stderr")
    writes = file is not None and file is not NotImplemented
    if hook is NotImplemented:
        if writes:
            put(file, "sys.excepthook is missing\n")
        return excepthook(type(error), error, None)
    second = None
    try:
        hook(type(error), error, error.__traceback__)
    except SystemExit as exit:
        return exit_code(exit)
    except BaseException as raised:
        second = raised
    if second is not None:
        if writes:
            put(file, "Error in sys.excepthook:\n")
        excepthook(type(second), second, None)
        if writes:
            put(file, "\nOriginal exception was:\n")
        excepthook(type(error), error, None)


# --- ignored exceptions

class UnraisableHookArgs(tuple):
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    err_msg = property(lambda self: self[3])
    object = property(lambda self: self[4])

    def __repr__(self):
        names = ("exc_type", "exc_value", "exc_traceback", "err_msg", "object")
        return f"sys.UnraisableHookArgs({', '.join([f'{name}={value!r}' for name, value in zip(names, self)])})"


UnraisableHookArgs.__module__ = "sys"


def _unraisable_texts(args, error, message, obj):
    if obj is not None:
        yield f"{message or 'Exception ignored in'}: "
        yield safe_text(obj, "object", repr)
        yield "\n"
    elif message is not None:
        yield f"{message}:\n"
    yield from stack_texts(error)
    yield f"{class_text(type(error))}: {safe_text(error, 'exception')}\n"


@in_c
def unraisablehook(unraisable, /):
    if not isinstance(unraisable, UnraisableHookArgs):
        raise TypeError("sys.unraisablehook argument type must be UnraisableHookArgs")
    _write_unraisable(unraisable, unraisable.exc_value, unraisable.err_msg, unraisable.object)


def _write_unraisable(args, error, message, obj):
    file = stream("stderr")
    if file is None or file is NotImplemented:
        return
    texts = [*_unraisable_texts(args, error, message, obj)]
    if file is ... or file is sys_module().__stderr__:
        return put(file, "".join(texts))
    try:
        for text in texts:
            file.write(text)
    except Exception:
        pass
    flush(file)


def report_unraisable(error, message, obj=None):
    """Reports an exception that has no caller to propagate to, through sys.unraisablehook."""
    args = UnraisableHookArgs((type(error), error, error.__traceback__, message, obj))
    hook = getattr(sys_module(), "unraisablehook", None)
    if hook is None:
        return unraisablehook(args)
    second = None
    try:
        hook(args)
    except BaseException as raised:
        second = raised
    if second is not None:
        _write_unraisable(args, second, "Exception ignored in sys.unraisablehook", hook)


def _finalize(objects):
    for obj in objects:
        method = type(obj).__del__
        try:
            method(obj)
        except BaseException as error:
            report_unraisable(error, None, method)


def finalize_unreachable():
    """Calls the __del__ of objects to which nothing refers any more. Returns how many there were."""
    found = take_unreachable()
    _finalize(found)
    return len(found)


def finalize_all():
    """Called at the end of the run, until no __del__ makes more such objects."""
    while found := take_all():
        _finalize(found)


fallbacks.finalize_unreachable = finalize_unreachable


def flush_streams():
    """Called at the end of the run. True if an output of the program's own could not be flushed."""
    failed = False
    for name in ("stdout", "stderr"):
        file = stream(name)
        if file is None or file is NotImplemented or file is ... or getattr(file, "closed", False):
            continue
        try:
            file.flush()
        except BaseException as error:
            failed = True
            if name == "stdout":
                report_unraisable(error.with_traceback(error.__traceback__), "Exception ignored on flushing sys.stdout")
    return failed


# --- the value of a console statement

@in_c
def displayhook(object, /):
    if object is None:
        return
    set_builtin("_", None)
    text = repr(object)
    file = stream("stdout")
    if file is None or file is NotImplemented:
        raise RuntimeError("lost sys.stdout")
    if file is ... or file is sys_module().__stdout__:
        write_output(text + "\n")
    else:
        file.write(text)
        file.write("\n")
    set_builtin("_", object)


def display(value):
    sys = sys_module()
    if sys is None:
        return displayhook(value)
    hook = getattr(sys, "displayhook", NotImplemented)
    if hook is NotImplemented:
        raise RuntimeError("lost sys.displayhook")
    hook(value)


fallbacks.display = display
