# repr(), str(), format(), print(), input() and the operator % of str.

import _sys
import _threadbox
from _machine import ascii_only, enter_repr, leave_repr, percent_with, plain_iter, plain_repr, print_file, shape, special, sys_module
from fallbacks.common import as_index, fallback_of


@fallback_of(repr)
def repr_fallback(obj):
    method = special(obj, "__repr__")
    if method is not None:
        text = method()
        if not isinstance(text, str):
            raise TypeError(f"__repr__ returned non-string (type {type(text).__name__})")
        return text
    return own_repr(obj)


@fallback_of(object.__repr__)
def own_repr(obj):
    kind = shape(obj)
    if kind == "":
        return plain_repr(obj)
    if not enter_repr(obj):
        return {"list": "[...]", "tuple": "(...)", "dict": "{...}"}.get(kind, type(obj).__name__ + "(...)")
    try:
        if kind == "list":
            return "[" + ", ".join([repr(item) for item in plain_iter(obj)]) + "]"
        if kind == "tuple":
            items = [repr(item) for item in plain_iter(obj)]
            return "(" + ", ".join(items) + (",)" if len(items) == 1 else ")")
        if kind == "dict":
            return "{" + ", ".join([f"{key!r}: {obj[key]!r}" for key in plain_iter(obj)]) + "}"
        if kind == "set":
            text = "{" + ", ".join([repr(item) for item in plain_iter(obj)]) + "}"
            return text if type(obj) is set else f"{type(obj).__name__}({text})"
        if kind == "view":
            return f"{type(obj).__name__}([" + ", ".join([repr(item) for item in obj]) + "])"
        if kind == "exception":
            return f"{type(obj).__name__}(" + ", ".join([repr(item) for item in obj.args]) + ")"
        if kind == "method":
            return f"<bound method {obj.__qualname__} of {obj.__self__!r}>"
        return f"slice({obj.start!r}, {obj.stop!r}, {obj.step!r})"
    finally:
        leave_repr(obj)


@fallback_of(str)
def str_fallback(obj):
    method = special(obj, "__str__")
    if method is None:
        return own_str(obj)
    text = method()
    if not isinstance(text, str):
        raise TypeError(f"__str__ returned non-string (type {type(text).__name__})")
    return text


@fallback_of(object.__str__)
def own_str(obj):
    if shape(obj) == "exception":
        arguments = obj.args
        if len(arguments) == 1:
            return repr(arguments[0]) if isinstance(obj, KeyError) else str(arguments[0])
        return repr(arguments) if arguments else ""
    return repr(obj)


@fallback_of(print)
def print_fallback(*values, sep=None, end=None, file=None, flush=False):
    of_run, file = print_file(file)
    if of_run is None and file is None:
        return
    for name, value in (("sep", sep), ("end", end)):
        if value is not None and not isinstance(value, str):
            raise TypeError(f"{name} must be None or a string, not {type(value).__name__}")
    sep = " " if sep is None else sep
    end = "\n" if end is None else end
    if of_run is not None:
        text = sep.join([str(value) for value in values]) + end
        return _threadbox.write_output(text) if of_run == "out" else _threadbox.write_error(text)
    first = True
    for value in values:
        if not first:
            file.write(sep)
        first = False
        write = file.write
        write(str(value))
    file.write(end)
    if flush:
        file.flush()


def input_file(sys, name):
    file = getattr(sys, name, None)
    if file is None:
        raise RuntimeError(f"input(): lost sys.{name}")
    return file


def flush(file):
    try:
        file.flush()
    except Exception:
        pass


@fallback_of(input)
def input_fallback(*prompt):
    sys = sys_module()
    if sys is None:
        for value in prompt:
            _threadbox.write_output(str(value))
        line = _sys.read_line(-1)
    else:
        stdin, stdout, stderr = [input_file(sys, name) for name in ("stdin", "stdout", "stderr")]
        flush(stderr)
        for value in prompt:
            stdout.write(str(value))
        flush(stdout)
        # Called directly, so that the wait has the name of input().
        is_own = stdin is getattr(sys, "__stdin__", None) and not vars(stdin)
        line = _sys.read_line(-1) if is_own else stdin.readline()
    if not isinstance(line, str):
        raise TypeError("object.readline() returned non-string")
    if not line:
        raise EOFError("EOF when reading a line")
    return line[:-1] if line.endswith("\n") else line


@fallback_of(ascii)
def ascii_fallback(obj):
    return ascii_only(repr(obj))


@fallback_of(format)
def format_fallback(value, spec=""):
    method = special(value, "__format__")
    if method is not None:
        text = method(spec)
        if not isinstance(text, str):
            raise TypeError(f"__format__ must return a str, not {type(text).__name__}")
        return text
    if spec:
        raise TypeError(f"unsupported format string passed to {type(value).__name__}.__format__")
    return str(value)


def format_value(value, spec, conversion):
    if conversion == 1:
        value = str(value)
    elif conversion == 2:
        value = repr(value)
    elif conversion == 3:
        value = ascii(value)
    return format(value, spec)


def percent(text, values):
    # percent_with() returns the next object to convert to a str or a number, or the next key to look up, until it has them all.
    converted = []
    while True:
        result = percent_with(text, values, converted)
        if isinstance(result, str):
            return result
        kind, value = result
        converted.append(values[value] if kind == "(" else _in_words(value, kind))


def _in_words(value, kind):
    if kind == "s":
        return str(value)
    if kind == "r":
        return repr(value)
    if kind == "a":
        return ascii(value)
    if kind in "eEfFgG":
        return float(value)
    try:
        return int(value) if kind in "diu" else as_index(value)
    except TypeError:
        if kind == "c":
            raise TypeError("%c requires int or char") from None
        required = "an integer" if kind in "oxX" else "a real number"
        raise TypeError(f"%{kind} format: {required} is required, not {type(value).__name__}") from None


@fallback_of(object.__format__)
def object_format(value, spec, /):
    if spec:
        raise TypeError(f"unsupported format string passed to {type(value).__name__}.__format__")
    return str(value)
