# Stands in for CPython's test.support.os_helper, over the run's own files.

import contextlib
import os
import tempfile

TESTFN = TESTFN_ASCII = "@test_file_tmp"
TESTFN_UNICODE = TESTFN + "-\xe0"


def unlink(filename):
    try:
        os.unlink(filename)
    except (FileNotFoundError, NotADirectoryError):
        pass


@contextlib.contextmanager
def temp_cwd(name="tempcwd", quiet=False):
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            yield folder
        finally:
            os.chdir(before)


@contextlib.contextmanager
def temp_dir(path=None, quiet=False):
    with tempfile.TemporaryDirectory() as folder:
        yield folder


class EnvironmentVarGuard:
    def __enter__(self):
        self._before = dict(os.environ)
        return self

    def __exit__(self, *ignored):
        for name in list(os.environ):
            if name not in self._before:
                del os.environ[name]
        for name, value in self._before.items():
            os.environ[name] = value

    def __getitem__(self, name):
        return os.environ[name]

    def __setitem__(self, name, value):
        os.environ[name] = value

    def __delitem__(self, name):
        os.environ.pop(name, None)

    def set(self, name, value):
        self[name] = value

    def unset(self, *names):
        for name in names:
            del self[name]


class FakePath:
    def __init__(self, path):
        self.path = path

    def __fspath__(self):
        if isinstance(self.path, BaseException) or isinstance(self.path, type) and issubclass(self.path, BaseException):
            raise self.path
        return self.path
