# Python's sys module: the part that makes sense in a sandbox.

import _sys
from _machine import in_c
from _sys import _is_gil_enabled, argv, exception, getrecursionlimit, getswitchinterval, intern, setrecursionlimit, setswitchinterval
from reports import displayhook, excepthook, unraisablehook

byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 0x10FFFF
platform = "threadbox"
executable = ""
version = "3.13.0 (Threadbox)"
hexversion = 0x030D00F0
path = []


def getdefaultencoding():
    return "utf-8"


getfilesystemencoding = getdefaultencoding


def is_finalizing():
    return False


def gettrace():
    return None


def getprofile():
    return None


def settrace(function, /):
    if function is not None:
        raise NotImplementedError("Threadbox calls no trace functions: pause the run and step its threads instead")


setprofile = settrace


class _VersionInfo:
    major, minor, micro, releaselevel, serial = 3, 13, 0, "final", 0

    def _parts(self):
        return (self.major, self.minor, self.micro, self.releaselevel, self.serial)

    def __getitem__(self, index):
        return self._parts()[index]

    def __len__(self):
        return 5

    def __iter__(self):
        return iter(self._parts())

    def __eq__(self, other):
        return self._parts() == tuple(other)

    def __lt__(self, other):
        return self._parts() < tuple(other)

    def __le__(self, other):
        return self._parts() <= tuple(other)

    def __gt__(self, other):
        return self._parts() > tuple(other)

    def __ge__(self, other):
        return self._parts() >= tuple(other)

    def __repr__(self):
        return "sys.version_info(major=3, minor=13, micro=0, releaselevel='final', serial=0)"


version_info = _VersionInfo()


@in_c
class TextIOWrapper:
    __module__ = "_io"
    encoding = "utf-8"
    closed = False
    line_buffering = False

    def __init__(self, name, is_error):
        self.name = name
        self.mode = "w"
        self.errors = "backslashreplace" if is_error else "strict"
        _sys.stream_init(self, is_error)

    write = _sys.stream_write

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def flush(self):
        pass

    def isatty(self):
        return False

    def writable(self):
        return True

    def readable(self):
        return False

    def seekable(self):
        return False

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


@in_c
class stdin:  # Its waits are named by it: stdin.readline().
    __module__ = "_io"
    name = "<stdin>"
    mode = "r"
    encoding = "utf-8"
    errors = "strict"
    closed = False
    line_buffering = False
    newlines = None

    def readline(self, size=-1, /):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return "" if size == 0 else _sys.read_line(size)

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        while line := self.readline():
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def read(self, size=-1, /):
        parts, left = [], -1 if size is None else size
        while part := self.readline(left):
            parts.append(part)
            left -= len(part) if left > 0 else 0
        return "".join(parts)

    def __iter__(self):
        return self

    def __next__(self):
        if line := self.readline():
            return line
        raise StopIteration

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        self.close()

    def flush(self):
        pass

    def fileno(self):
        return 0

    def isatty(self):
        return _sys.input_is_terminal()

    def readable(self):
        return True

    def writable(self):
        return False

    def seekable(self):
        return False

    def __repr__(self):
        return "<_io.TextIOWrapper name='<stdin>' mode='r' encoding='utf-8'>"


stdin.__name__ = stdin.__qualname__ = "TextIOWrapper"
stdin = __stdin__ = stdin()
stdout = __stdout__ = TextIOWrapper("<stdout>", False)
stderr = __stderr__ = TextIOWrapper("<stderr>", True)
__excepthook__ = excepthook
__unraisablehook__ = unraisablehook
__displayhook__ = displayhook
del TextIOWrapper


@in_c
def exc_info():
    error = exception()
    if error is None:
        return (None, None, None)
    return (type(error), error, error.__traceback__)


@in_c
def exit(status=None, /):
    if status is None:
        raise SystemExit
    raise SystemExit(*status) if isinstance(status, tuple) else SystemExit(status)


del in_c  # `import *` takes every name without an underscore.
