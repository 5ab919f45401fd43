# Python's traceback module: what it prints is what the run itself prints for an exception.

import sys
import twins
from twins import exception_line


def _exception(exc, value):
    if value is not None:
        return value
    return exc if isinstance(exc, BaseException) else sys.exception()


def _lines(text):
    return [line + "\n" for line in text.split("\n")[:-1]]


def format_exception(exc, /, value=None, tb=None, limit=None, chain=True):
    error = _exception(exc, value)
    return ["NoneType: None\n"] if error is None else _lines(twins.format_exception(error))


def format_exception_only(exc, /, value=None):
    error = _exception(exc, value)
    if error is None:
        return ["NoneType: None\n"]
    return _lines(exception_line(error, False))


def format_exc(limit=None, chain=True):
    return "".join(format_exception(sys.exception()))


def print_exception(exc, /, value=None, tb=None, limit=None, file=None, chain=True):
    (sys.stderr if file is None else file).write("".join(format_exception(exc, value, tb)))


def print_exc(limit=None, file=None, chain=True):
    print_exception(sys.exception(), file=file)
