# Python's os module: the run's files, and constants of the run.

import _files
import _machine
import _signals
import os.path as path
import sys
from _io import _path_of, _path_text
from os.path import altsep, curdir, defpath, devnull, extsep, pardir, pathsep, sep

name = "posix"
linesep = "\n"
error = OSError
F_OK, R_OK, W_OK, X_OK = 0, 4, 2, 1
EX_OK = 0
_KINDS = "string, bytes, os.PathLike or integer"


class _Environ(dict):
    def __repr__(self):
        return f"environ({dict.__repr__(self)})"

    def copy(self):
        return dict(self)

    def __setitem__(self, key, value):
        for text in (key, value):
            if not isinstance(text, str):
                raise TypeError(f"str expected, not {type(text).__name__}")
        dict.__setitem__(self, key, value)


environ = _Environ(HOME="/sandbox", LANG="C.UTF-8", PATH="/usr/bin:/bin", PWD="/sandbox", TMPDIR="/tmp", USER="sandbox")


def getenv(key, default=None):
    return environ.get(key, default)


def putenv(name, value, /):
    environ[name] = value


def unsetenv(name, /):
    environ.pop(name, None)


@_machine.in_c
class PathLike:
    __module__ = "os"

    def __fspath__(self):
        raise NotImplementedError


def fspath(path):
    return _path_text(path)


def fsdecode(filename):
    return _path_text(filename)


def getpid():
    return 1000


def getppid():
    return 999


def kill(pid, signal, /):
    if not isinstance(pid, int) or not isinstance(signal, int):
        wrong = signal if isinstance(pid, int) else pid
        raise TypeError(f"'{type(wrong).__name__}' object cannot be interpreted as an integer")
    if pid not in (getpid(), 0, -getpid()):
        raise ProcessLookupError(3, "No such process")
    if not 0 <= signal < 65:
        raise OSError(22, "Invalid argument")
    if signal:
        _signals.send(int(signal), True)


def killpg(pgid, signal, /):
    kill(-pgid, signal)


def getuid():
    return 1000


geteuid = getgid = getegid = getuid


def getlogin():
    return "sandbox"


def cpu_count():
    return 4


def process_cpu_count():
    return 4


def sched_getaffinity(pid, /):
    return {0, 1, 2, 3}


def getloadavg():
    return (0.0, 0.0, 0.0)


def getcwd():
    return _files.folder()


def chdir(path):
    _files.change_folder(_path_of(path, "chdir", "path", _KINDS))


def listdir(path=None):
    return _files.list("." if path is None else _path_of(path, "listdir", "path", "string, bytes, os.PathLike, integer or None"))


def mkdir(path, mode=0o777, *, dir_fd=None):
    _files.make_folder(_path_of(path, "mkdir"))


def makedirs(name, mode=0o777, exist_ok=False):
    name = _path_text(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    if head and tail and not path.exists(head):
        try:
            makedirs(head, exist_ok=exist_ok)
        except FileExistsError:
            pass  # Another thread was faster.
        if tail == ".":
            return
    try:
        mkdir(name, mode)
    except OSError:
        if not exist_ok or not path.isdir(name):
            raise


def remove(path, *, dir_fd=None):
    _files.remove(_path_of(path, "remove"))


def unlink(path, *, dir_fd=None):
    _files.remove(_path_of(path, "unlink"))


def rmdir(path, *, dir_fd=None):
    _files.remove_folder(_path_of(path, "rmdir"))


def removedirs(name):
    rmdir(name)
    head, tail = path.split(name)
    if not tail:
        head, tail = path.split(head)
    while head and tail:
        try:
            rmdir(head)
        except OSError:
            break
        head, tail = path.split(head)


def rename(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _files.rename(_path_of(src, "rename", "src"), _path_of(dst, "rename", "dst"))


def replace(src, dst, *, src_dir_fd=None, dst_dir_fd=None):
    _files.rename(_path_of(src, "replace", "src"), _path_of(dst, "replace", "dst"))


def renames(old, new):
    head = path.dirname(new)
    if head and not path.exists(head):
        makedirs(head)
    rename(old, new)
    head = path.dirname(old)
    if head:
        try:
            removedirs(head)
        except OSError:
            pass


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    return _files.look_or_none(_path_text(path)) is not None


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _files.look(_path_text(path))


class stat_result(tuple):
    st_mode = property(lambda self: self[0])
    st_ino = property(lambda self: self[1])
    st_dev = property(lambda self: self[2])
    st_nlink = property(lambda self: self[3])
    st_uid = property(lambda self: self[4])
    st_gid = property(lambda self: self[5])
    st_size = property(lambda self: self[6])
    st_atime = st_mtime = st_ctime = property(lambda self: self._ns / 1e9)
    st_atime_ns = st_mtime_ns = st_ctime_ns = property(lambda self: self._ns)

    def __repr__(self):
        names = ("st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size", "st_atime", "st_mtime", "st_ctime")
        return "os.stat_result(" + ", ".join(f"{name}={value}" for name, value in zip(names, self)) + ")"


def stat(path, *, dir_fd=None, follow_symlinks=True):
    is_folder, size, ns, number = _files.look(_path_of(path, "stat", "path", _KINDS))
    seconds = ns // 1_000_000_000
    mode = 0o40755 if is_folder else 0o100644
    made = stat_result((mode, number, 1, 1, 1000, 1000, size, seconds, seconds, seconds))
    made._ns = ns
    return made


lstat = stat


class DirEntry:
    def __init__(self, folder, name):
        self.name = name
        self.path = path.join(folder, name)

    def is_dir(self, *, follow_symlinks=True):
        return path.isdir(self.path)

    def is_file(self, *, follow_symlinks=True):
        return path.isfile(self.path)

    def is_symlink(self):
        return False

    def stat(self, *, follow_symlinks=True):
        return stat(self.path)

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class _Entries:
    def __init__(self, folder):
        self._left = iter([DirEntry(folder, name) for name in _files.list(folder)])

    def __iter__(self):
        return self

    def __next__(self):
        return next(self._left)

    def __enter__(self):
        return self

    def __exit__(self, *exc_info):
        pass

    def close(self):
        pass


def scandir(path=None):
    return _Entries("." if path is None else _path_text(path))


def walk(top, topdown=True, onerror=None, followlinks=False):
    top = _path_text(top)
    try:
        names = _files.list(top)
    except OSError as error:
        if onerror is not None:
            onerror(error)
        return
    folders = [name for name in names if path.isdir(path.join(top, name))]
    files = [name for name in names if name not in folders]
    if topdown:
        yield top, folders, files
    for folder in folders:
        yield from walk(path.join(top, folder), topdown, onerror, followlinks)
    if not topdown:
        yield top, folders, files


class terminal_size(tuple):
    columns = property(lambda self: self[0])
    lines = property(lambda self: self[1])

    def __repr__(self):
        return f"os.terminal_size(columns={self[0]}, lines={self[1]})"


def get_terminal_size(fd=1, /):
    raise OSError(25, "Inappropriate ioctl for device")


def strerror(code, /):
    return _files.error_text(code)


def system(command):
    if command.strip().lower() in ("cls", "clear", "reset", "tput clear", "tput reset", "cls||clear", "cls || clear", "clear||cls", "clear || cls"):
        sys.stdout.write("\x1b[H\x1b[2J\x1b[3J")
        return 0
    raise OSError(f"there are no processes in the sandbox: os.system() knows only 'cls' and 'clear', which clear the console, not {command!r}")


def _exit(status):
    _files.end_process(status)


def abort():
    _files.end_process(134)
