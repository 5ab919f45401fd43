# Python's tempfile module over the run's files. Names are numbered by chance, so that they differ within a run.

import os as _os
import random as _random
import shutil as _shutil
from _io import open as _open

tempdir = None
template = "tmp"
TMP_MAX = 10000
_letters = "abcdefghijklmnopqrstuvwxyz0123456789_"
_choices = _random.Random()


def gettempdir():
    return "/tmp" if tempdir is None else _os.fspath(tempdir)


def gettempprefix():
    return template


def _new_name(suffix, prefix, dir):
    name = "".join([_choices.choice(_letters) for _ in range(8)])
    folder = gettempdir() if dir is None else _os.fspath(dir)
    return _os.path.abspath(_os.path.join(folder, (template if prefix is None else prefix) + name + (suffix or "")))


def mktemp(suffix="", prefix=template, dir=None):
    return _new_name(suffix, prefix, dir)


def mkdtemp(suffix=None, prefix=None, dir=None):
    while True:
        path = _new_name(suffix, prefix, dir)
        try:
            _os.mkdir(path)
        except FileExistsError:
            continue
        return path


class TemporaryDirectory:
    def __init__(self, suffix=None, prefix=None, dir=None, ignore_cleanup_errors=False, *, delete=True):
        self.name = mkdtemp(suffix, prefix, dir)
        self._deletes = delete
        self._ignores = ignore_cleanup_errors

    def __repr__(self):
        return f"<{type(self).__name__} {self.name!r}>"

    def __enter__(self):
        return self.name

    def __exit__(self, exc, value, tb):
        if self._deletes:
            self.cleanup()

    def cleanup(self):
        if _os.path.exists(self.name):
            _shutil.rmtree(self.name, ignore_errors=self._ignores)


class _TemporaryFileWrapper:
    def __init__(self, file, name, delete, delete_on_close):
        self.file, self.name = file, name
        self.delete, self._on_close = delete, delete and delete_on_close

    def __getattr__(self, name):
        return getattr(self.__dict__["file"], name)

    def __iter__(self):
        yield from self.file

    def __enter__(self):
        self.file.__enter__()
        return self

    def __exit__(self, *exc_info):
        self.close()
        if self.delete and _os.path.exists(self.name):
            _os.unlink(self.name)

    def close(self):
        was_closed = self.file.closed
        self.file.close()
        if self._on_close and not was_closed and _os.path.exists(self.name):
            _os.unlink(self.name)


def NamedTemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, delete=True, *,
                       errors=None, delete_on_close=True):
    path = _new_name(suffix, prefix, dir)
    file = _open(path, mode.replace("r", "w"), buffering, encoding, errors, newline)
    return _TemporaryFileWrapper(file, path, delete, delete_on_close)


def TemporaryFile(mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *, errors=None):
    path = _new_name(suffix, prefix, dir)
    file = _open(path, mode, buffering, encoding, errors, newline)
    _os.unlink(path)
    return file


def SpooledTemporaryFile(max_size=0, mode="w+b", buffering=-1, encoding=None, newline=None, suffix=None, prefix=None, dir=None, *,
                         errors=None):
    return TemporaryFile(mode, buffering, encoding, newline, suffix, prefix, dir, errors=errors)
