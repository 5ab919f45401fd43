# open() and the files that it makes. The run's files and their natives are in _files; a program gets the names from io or as built-ins.

import _files
import _machine
from _threadbox import raised_by_the_core


@raised_by_the_core
class UnsupportedOperation(OSError, ValueError):
    __module__ = "io"


_NEW_LINES = (None, "", "\n", "\r", "\r\n")  # In the order of NewLines in machine/file_handle.h.
_ENCODINGS = {
    "utf-8": ("utf_8", "utf8", "u8", "utf", "cp65001", "locale"),
    "utf-8-sig": ("utf_8_sig",),
    "ascii": ("ascii", "us_ascii", "646"),
    "latin-1": ("latin_1", "latin1", "latin", "l1", "iso8859_1", "iso_8859_1", "8859", "cp819"),
}


def _path_of(path, function, argument="path", kinds="string, bytes or os.PathLike"):
    if isinstance(path, str):
        return path
    if not hasattr(type(path), "__fspath__"):
        raise TypeError(f"{function}: {argument} should be {kinds}, not {type(path).__name__}")
    return _path_text(path)


def _path_text(path):
    if isinstance(path, str):
        return path
    convert = getattr(type(path), "__fspath__", None)
    if convert is None:
        raise TypeError(f"expected str, bytes or os.PathLike object, not {type(path).__name__}")
    text = convert(path)
    if isinstance(text, str):
        return text
    raise TypeError(f"expected {type(path).__name__}.__fspath__() to return str or bytes, not {type(text).__name__}")


def _absolute(path):
    path = _path_text(path)
    parts = []
    for part in (path if path.startswith("/") else _files.folder() + "/" + path).split("/"):
        if part == "..":
            parts[-1:] = []
        elif part not in ("", "."):
            parts.append(part)
    return "/" + "/".join(parts)


@_machine.in_c
class TextIOWrapper:
    __module__ = "_io"

    line_buffering = False
    write_through = False
    newlines = None
    _was_iterated = False

    read = _files.read
    readline = _files.readline
    write = _files.write

    @property
    def closed(self):
        return _files.is_closed(self)

    def _check(self):
        if _files.is_closed(self):
            raise ValueError("I/O operation on closed file.")

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            self._was_iterated = False
            raise StopIteration
        self._was_iterated = True
        return line

    def tell(self):
        self._check()
        if self._was_iterated:
            raise OSError("telling position disabled by next() call")
        return _files.tell(self)

    def seek(self, cookie, whence=0, /):
        self._check()
        if whence == 1:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero cur-relative seeks")
            cookie = _files.tell(self)
        elif whence == 2:
            if cookie != 0:
                raise UnsupportedOperation("can't do nonzero end-relative seeks")
            cookie = -1
        elif whence != 0:
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        elif cookie < 0:
            raise ValueError(f"negative seek position {cookie!r}")
        self._was_iterated = False
        return _files.seek(self, cookie)

    def truncate(self, pos=None, /):
        self._check()
        if "r" in self.mode and "+" not in self.mode:
            raise UnsupportedOperation("truncate")
        return _files.truncate(self, pos)

    def flush(self):
        self._check()

    close = _files.close

    def _is_open(self):
        if _files.is_closed(self):
            raise ValueError("I/O operation on closed file")
        return True

    def readable(self):
        return ("r" in self.mode or "+" in self.mode) and self._is_open()

    def writable(self):
        return ("r" not in self.mode or "+" in self.mode) and self._is_open()

    def seekable(self):
        return self._is_open()

    def isatty(self):
        return not self._is_open()

    def fileno(self):
        return self._is_open() and self._number

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __repr__(self):
        return f"<_io.TextIOWrapper name={self.name!r} mode={self.mode!r} encoding={self.encoding!r}>"


class _BinaryFile:
    __module__ = "_io"

    read = _files.read_octets
    readline = _files.read_octet_line
    write = _files.write_octets
    truncate = _files.truncate
    close = _files.close
    raw = property(lambda self: self)

    @property
    def closed(self):
        return _files.is_closed(self)

    def _check(self, message="I/O operation on closed file."):
        if _files.is_closed(self):
            raise ValueError(message)

    def read1(self, size=-1, /):
        return self.read(size)

    def peek(self, size=0, /):
        at = self.tell()
        found = self.read(8192)
        self.seek(at)
        return found

    def readinto(self, buffer, /):
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    readinto1 = readinto

    def readlines(self, hint=-1, /):
        self._check()
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def tell(self):
        self._check("I/O operation on closed file")
        return _files.tell(self)

    def seek(self, target, whence=0, /):
        self._check("seek of closed file")
        if whence not in (0, 1, 2):
            raise ValueError(f"whence value {whence} unsupported")
        if whence == 1:
            target += _files.tell(self)
        elif whence == 2:
            target += _files.size(self)
        if target < 0:
            raise OSError(22, "Invalid argument")
        return _files.seek(self, target)

    def flush(self):
        self._check("flush of closed file" if "r" not in self.mode else "I/O operation on closed file.")

    def readable(self):
        return ("r" in self.mode or "+" in self.mode) and self.seekable()

    def writable(self):
        return ("r" not in self.mode or "+" in self.mode) and self.seekable()

    def seekable(self):
        self._check("I/O operation on closed file")
        return True

    def isatty(self):
        self._check("I/O operation on closed file")
        return False

    def fileno(self):
        self._check("I/O operation on closed file")
        return self._number

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()

    def __repr__(self):
        return f"<_io.{type(self).__name__} name={self.name!r}>"


_machine.in_c(_BinaryFile)


@_machine.in_c
class BufferedReader(_BinaryFile):
    __module__ = "_io"


@_machine.in_c
class BufferedWriter(_BinaryFile):
    __module__ = "_io"


@_machine.in_c
class BufferedRandom(_BinaryFile):
    __module__ = "_io"


@_machine.in_c
class FileIO(_BinaryFile):
    __module__ = "_io"

    def __repr__(self):
        return f"<_io.FileIO name={self.name!r} mode={self.mode!r} closefd=True>"


_last_number = 2  # Standard input, output and error have 0 to 2.


def _check_mode(mode):
    if not isinstance(mode, str):
        raise TypeError(f"open() argument 'mode' must be str, not {_name_of(mode)}")
    letters = set(mode)
    if letters - set("axrwb+t") or len(mode) > len(letters):
        raise ValueError(f"invalid mode: {mode!r}")
    if "t" in letters and "b" in letters:
        raise ValueError("can't have text and binary mode at once")
    kinds = len(letters & set("axrw"))
    if kinds > 1:
        raise ValueError("must have exactly one of create/read/write/append mode")
    if kinds == 0:
        raise ValueError("Must have exactly one of create/read/write/append mode and at most one plus")


def _name_of(value):
    return "None" if value is None else type(value).__name__


def _check_text(name, value):
    if value is not None and not isinstance(value, str):
        raise TypeError(f"open() argument '{name}' must be str or None, not {_name_of(value)}")


@_machine.in_c
def open(file, mode="r", buffering=-1, encoding=None, errors=None, newline=None, closefd=True, opener=None):
    global _last_number
    path = file if isinstance(file, int) else _path_text(file)
    _check_mode(mode)
    for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
        _check_text(name, value)
    if "b" in mode:
        for name, value in (("encoding", encoding), ("errors", errors), ("newline", newline)):
            if value is not None:
                raise ValueError(f"binary mode doesn't take {'a' if name == 'newline' else 'an'} {name} argument")
    if isinstance(path, int):
        raise OSError(9, "Bad file descriptor")
    if "b" in mode:
        made = _binary_class(mode, buffering)()
    else:
        made = _new_text(encoding, errors, newline, buffering)
        made.mode = mode
    made.name = file if isinstance(file, str) else path
    if "b" in mode:
        _files.open(made, path, mode, 0, None, None)
        made.mode = _SHOWN_MODES.get(mode.replace("b", ""), mode) if buffering else mode
    else:
        _files.open(made, path, mode, _NEW_LINES.index(newline), made._codec, made.errors)
    _last_number += 1
    made._number = _last_number
    return made


_SHOWN_MODES = {"r": "rb", "w": "wb", "a": "ab", "x": "xb", "r+": "rb+", "w+": "rb+", "a+": "ab+", "x+": "xb+"}


def _binary_class(mode, buffering):
    if buffering == 0:
        return FileIO
    return BufferedRandom if "+" in mode else BufferedReader if "r" in mode else BufferedWriter


def _new_text(encoding, errors, newline, buffering):
    if newline not in _NEW_LINES:
        raise ValueError(f"illegal newline value: {newline}")
    codec = "utf-8"
    if encoding is not None:
        wanted = encoding.lower().replace("-", "_")
        found = [name for name, aliases in _ENCODINGS.items() if wanted in aliases]
        if not found:
            raise LookupError(f"unknown encoding: {encoding}")
        codec = found[0]
    if buffering == 0:
        raise ValueError("can't have unbuffered text I/O")
    made = TextIOWrapper()
    made._codec = codec
    made.encoding = "UTF-8" if encoding is None else encoding
    made.errors = "strict" if errors is None else errors
    made.line_buffering = buffering == 1
    return made


_machine.set_builtin("open", open)
