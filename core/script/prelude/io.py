# Python's io module.

import _machine
from _io import BufferedRandom, BufferedReader, BufferedWriter, FileIO, TextIOWrapper, UnsupportedOperation, open

SEEK_SET, SEEK_CUR, SEEK_END = 0, 1, 2
DEFAULT_BUFFER_SIZE = 8192


@_machine.in_c
class StringIO:
    __module__ = "_io"

    def __init__(self, initial_value="", newline="\n"):
        if initial_value is not None and not isinstance(initial_value, str):
            raise TypeError(f"initial_value must be str or None, not {type(initial_value).__name__}")
        if newline not in (None, "", "\n", "\r", "\r\n"):
            raise ValueError(f"illegal newline value: {newline!r}")
        self._newline = newline
        self._parts = []  # list.append() is atomic, so that threads that write at the end lose nothing.
        self._at = 0      # None means the end.
        self.closed = False
        if initial_value:
            self.write(initial_value)
            self._at = 0
        else:
            self._at = None

    newlines = None
    encoding = None
    errors = None
    line_buffering = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _translated(self, text):
        if self._newline is None:
            return text.replace("\r\n", "\n").replace("\r", "\n")
        return text.replace("\n", self._newline) if self._newline else text

    def getvalue(self):
        self._check()
        return "".join(self._parts)

    def write(self, s, /):
        if not isinstance(s, str):
            raise TypeError(f"string argument expected, got '{type(s).__name__}'")
        self._check()
        text = s if self._newline == "\n" else self._translated(s)
        if self._at is None:
            self._parts.append(text)
        elif text:
            whole = self.getvalue().ljust(self._at, "\0")
            end = self._at + len(text)
            self._parts[:] = [whole[: self._at] + text + whole[end:]]
            self._at = None if end >= len(whole) else end
        return len(s)

    def writelines(self, lines, /):
        self._check()
        for line in lines:
            self.write(line)

    def _place(self):
        return len(self.getvalue()) if self._at is None else self._at

    def read(self, size=-1, /):
        whole, at = self.getvalue(), self._place()
        end = len(whole) if size is None or size < 0 else min(at + size, len(whole))
        if at < len(whole):
            self._at = end
        return whole[at:end]

    def readline(self, size=-1, /):
        whole, at = self.getvalue(), self._place()
        found = whole.find("\n", at)
        end = len(whole) if found < 0 else found + 1
        if size is not None and size >= 0:
            end = min(end, at + size)
        if at < len(whole):
            self._at = end
        return whole[at:end]

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def __iter__(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def seek(self, pos, whence=0, /):
        self._check()
        if whence not in (0, 1, 2):
            raise ValueError(f"Invalid whence ({whence}, should be 0, 1 or 2)")
        if whence == 0 and pos < 0:
            raise ValueError(f"Negative seek position {pos}")
        if whence != 0 and pos != 0:
            raise OSError("Can't do nonzero cur-relative seeks")
        if whence == 0:
            self._at = pos
        elif whence == 2:
            self._at = None
        return self._place()

    def tell(self):
        self._check()
        return self._place()

    def truncate(self, pos=None, /):
        at = self._place()
        whole = self.getvalue()
        size = at if pos is None else pos
        if size < 0:
            raise ValueError(f"Negative size value {size}")
        if size < len(whole):
            self._at = at
            self._parts[:] = [whole[:size]]
        return size

    def flush(self):
        pass

    def close(self):
        self.closed = True

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()


def _octets(value):
    try:
        return memoryview(value)
    except TypeError:
        raise TypeError(f"a bytes-like object is required, not {type(value).__name__!r}") from None


@_machine.in_c
class BytesIO:
    __module__ = "_io"

    def __init__(self, initial_bytes=b""):
        self._content = bytearray(b"" if initial_bytes is None else _octets(initial_bytes))
        self._at = 0
        self.closed = False

    def _check(self):
        if self.closed:
            raise ValueError("I/O operation on closed file.")

    def getvalue(self):
        self._check()
        return bytes(self._content)

    def getbuffer(self):
        self._check()
        return memoryview(self._content)

    def read(self, size=-1, /):
        self._check()
        end = len(self._content) if size is None or size < 0 else self._at + size
        found = bytes(self._content[self._at : end])
        self._at += len(found)
        return found

    read1 = read

    def readinto(self, buffer, /):
        found = self.read(len(buffer))
        buffer[: len(found)] = found
        return len(found)

    def readline(self, size=-1, /):
        self._check()
        end = self._content.find(b"\n", self._at) + 1
        if end == 0:
            end = len(self._content)
        return self.read(max(0, end - self._at if size is None or size < 0 else min(size, end - self._at)))

    def readlines(self, hint=-1, /):
        lines, size = [], 0
        for line in self:
            lines.append(line)
            size += len(line)
            if hint is not None and 0 < hint <= size:
                break
        return lines

    def __iter__(self):
        self._check()
        return self

    def __next__(self):
        line = self.readline()
        if not line:
            raise StopIteration
        return line

    def write(self, b, /):
        self._check()
        part = _octets(b)
        if len(part) > 0:
            if self._at > len(self._content):
                self._content.extend(bytes(self._at - len(self._content)))
            self._content[self._at : self._at + len(part)] = part
            self._at += len(part)
        return len(part)

    def writelines(self, lines, /):
        for line in lines:
            self.write(line)

    def seek(self, pos, whence=0, /):
        self._check()
        if whence == 0 and pos < 0:
            raise ValueError(f"negative seek value {pos}")
        if whence not in (0, 1, 2):
            raise ValueError(f"invalid whence ({whence}, should be 0, 1 or 2)")
        self._at = max(0, pos + (0, self._at, len(self._content))[whence])
        return self._at

    def tell(self):
        self._check()
        return self._at

    def truncate(self, size=None, /):
        self._check()
        size = self._at if size is None else size
        if size < 0:
            raise ValueError(f"negative size value {size}")
        del self._content[size:]
        return size

    def flush(self):
        self._check()

    def close(self):
        self.closed = True

    def readable(self):
        self._check()
        return True

    writable = seekable = readable

    def isatty(self):
        self._check()
        return False

    def fileno(self):
        raise UnsupportedOperation("fileno")

    def __enter__(self):
        self._check()
        return self

    def __exit__(self, *exc_info):
        self.close()
