# OSError, the classes that its numbers have, and what it says of files.

for arguments in [(), ("text",), (2, "No such file"), (2, "No such file", "name.txt"), (13, "Permission denied", None), (17, "File exists", "a", 0, "b"),
                  (11, "again"), (32, "pipe"), (104, "reset"), (110, "timed out"), (111, "refused"), (999, "unknown"), ("2", "no number"),
                  (1, 2, 3, 4, 5, 6), (True, "one")]:
    error = OSError(*arguments)
    print(type(error).__name__, repr(error), str(error), error.args, error.errno, error.strerror, error.filename, error.filename2)

for cls in (BlockingIOError, BrokenPipeError, ChildProcessError, ConnectionAbortedError, ConnectionRefusedError, ConnectionResetError,
            FileExistsError, FileNotFoundError, InterruptedError, IsADirectoryError, NotADirectoryError, PermissionError,
            ProcessLookupError, TimeoutError, ConnectionError):
    print([base.__name__ for base in cls.__mro__], cls("gone"), cls(5, "five").errno, type(cls(2, "two")).__name__)

for attempt in range(3):
    try:
        raise ConnectionError(f"attempt {attempt}") if attempt < 2 else ConnectionResetError(104, "Connection reset by peer")
    except TimeoutError:
        print("timed out")
    except ConnectionResetError as error:
        print("reset:", error, error.errno)
    except ConnectionError as error:
        print("failed:", error, error.errno)


class Plain(OSError):
    pass


class Silent(OSError):
    def __init__(self, code):
        self.code = code


class Telling(OSError):
    def __init__(self, code):
        super().__init__(code, "told", "file")


class Making(OSError):
    def __new__(cls, *arguments):
        return super().__new__(cls, *arguments)


print(repr(Plain(2, "two")), Plain(2, "two", "f"), repr(Silent(3)), str(Silent(3)) == "", repr(Telling(4)), Telling(4), Telling(4).filename)
print(repr(Making(2, "two")), Making(2, "two"))

error = FileNotFoundError(2, "No such file", "name.txt")
error.errno, error.strerror, error.filename = 5, "changed", None
print(error, repr(error), error.errno, vars(error))
error.__init__(7, "again")
print(error, repr(error))
try:
    OSError(2, text="two")
except TypeError as refused:
    print(refused)
raise PermissionError(13, "Permission denied", "/etc/shadow")
