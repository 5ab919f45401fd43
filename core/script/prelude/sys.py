# Python's sys module, as far as a program in a sandbox has a use for it.

import _sys
from _machine import in_c
from _sys import _is_gil_enabled, exception, getrecursionlimit, getswitchinterval, intern, setrecursionlimit, setswitchinterval

byteorder = "little"
maxsize = 9223372036854775807
maxunicode = 0x10FFFF
platform = "threadbox"
executable = ""
version = "3.13.0 (Threadbox)"
hexversion = 0x030D00F0
argv = []
path = []
flags = ()


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


class _Stream:
    encoding = "utf-8"
    errors = "strict"
    closed = False

    def __init__(self, name, write):
        self.name = name
        self.write = write

    def writelines(self, lines):
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

    def __repr__(self):
        return f"<_io.TextIOWrapper name='{self.name}' mode='w' encoding='utf-8'>"


stdout = __stdout__ = _Stream("<stdout>", _sys.write_output)
stderr = __stderr__ = _Stream("<stderr>", _sys.write_error)
stdin = None


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
