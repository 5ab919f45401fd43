# Python's pathlib module, for Linux's paths and the run's files.

import os as _os
from _io import open as _open


class PurePath:
    __module__ = "pathlib._local"
    parser = _os.path

    def __init__(self, *args):
        texts = []
        for part in args:
            if isinstance(part, PurePath):
                texts.append(str(part))
                continue
            text = _os.fspath(part) if not isinstance(part, str) and hasattr(type(part), "__fspath__") else part
            if not isinstance(text, str):
                raise TypeError("argument should be a str or an os.PathLike object where __fspath__ returns a str, "
                                f"not {type(text).__name__!r}")
            texts.append(text)
        path = _os.path.join(*texts) if texts else ""
        _, self._root, rest = _os.path.splitroot(path)
        self._tail = [part for part in rest.split("/") if part and part != "."]

    def with_segments(self, *pathsegments):
        return type(self)(*pathsegments)

    def _made(self, root, tail):
        return self.with_segments(root + "/".join(tail))

    def __str__(self):
        return self._root + "/".join(self._tail) or "."

    def __fspath__(self):
        return str(self)

    def __repr__(self):
        return f"{type(self).__name__}({self.as_posix()!r})"

    def as_posix(self):
        return str(self)

    def as_uri(self):
        if not self._root:
            raise ValueError("relative path can't be expressed as a file URI")
        return "file://" + str(self)

    def __hash__(self):
        return hash(str(self))

    def __eq__(self, other):
        return str(self) == str(other) if isinstance(other, PurePath) else NotImplemented

    def __lt__(self, other):
        return self._order() < other._order() if isinstance(other, PurePath) else NotImplemented

    def __le__(self, other):
        return self._order() <= other._order() if isinstance(other, PurePath) else NotImplemented

    def __gt__(self, other):
        return self._order() > other._order() if isinstance(other, PurePath) else NotImplemented

    def __ge__(self, other):
        return self._order() >= other._order() if isinstance(other, PurePath) else NotImplemented

    def _order(self):
        return str(self).split("/")

    def __truediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(type(key), "__fspath__"):
            return NotImplemented
        return self.with_segments(self, key)

    def __rtruediv__(self, key):
        if not isinstance(key, (str, PurePath)) and not hasattr(type(key), "__fspath__"):
            return NotImplemented
        return self.with_segments(key, self)

    def joinpath(self, *pathsegments):
        return self.with_segments(self, *pathsegments)

    drive = ""

    @property
    def root(self):
        return self._root

    anchor = root

    @property
    def parts(self):
        return ((self._root,) if self._root else ()) + tuple(self._tail)

    @property
    def name(self):
        return self._tail[-1] if self._tail else ""

    @property
    def suffix(self):
        name = self.name
        at = name.rfind(".")
        return name[at:] if 0 < at < len(name) - 1 else ""

    @property
    def suffixes(self):
        name = self.name
        return [] if name.endswith(".") else ["." + part for part in name.lstrip(".").split(".")[1:]]

    @property
    def stem(self):
        suffix = self.suffix
        return self.name[: -len(suffix)] if suffix else self.name

    @property
    def parent(self):
        return self._made(self._root, self._tail[:-1]) if self._tail else self

    @property
    def parents(self):
        return tuple(self._made(self._root, self._tail[:count]) for count in range(len(self._tail) - 1, -1, -1))

    def with_name(self, name):
        if not self.name:
            raise ValueError(f"{self!r} has an empty name")
        if not name or "/" in name or name == ".":
            raise ValueError(f"Invalid name {name!r}")
        return self._made(self._root, self._tail[:-1] + [name])

    def with_stem(self, stem):
        return self.with_name(stem + self.suffix)

    def with_suffix(self, suffix):
        if not self.stem:
            raise ValueError(f"{self!r} has an empty name")
        if suffix and (not suffix.startswith(".") or suffix == "." or "/" in suffix):
            raise ValueError(f"Invalid suffix {suffix!r}")
        return self.with_name(self.stem + suffix)

    def is_absolute(self):
        return bool(self._root)

    def relative_to(self, other, *_deprecated, walk_up=False):
        other = self.with_segments(other, *_deprecated)
        count = len(other._tail)
        if other._root == self._root and self._tail[:count] == other._tail:
            return self._made("", self._tail[count:])
        if not walk_up:
            raise ValueError(f"{str(self)!r} is not in the subpath of {str(other)!r}")
        return self.with_segments(_os.path.relpath(self, other))

    def is_relative_to(self, other, *_deprecated):
        other = self.with_segments(other, *_deprecated)
        return other._root == self._root and self._tail[: len(other._tail)] == other._tail

    def match(self, path_pattern, *, case_sensitive=None):
        wanted = self.with_segments(path_pattern)
        if not wanted._tail:
            raise ValueError("empty pattern")
        if wanted._root and (wanted._root != self._root or len(wanted._tail) != len(self._tail)):
            return False
        if len(wanted._tail) > len(self._tail):
            return False
        return all(_matches(name, pattern) for name, pattern in zip(reversed(self._tail), reversed(wanted._tail)))

    full_match = match


def _matches(name, pattern):
    if not pattern:
        return not name
    first = pattern[0]
    if first == "*":
        return any(_matches(name[i:], pattern[1:]) for i in range(len(name) + 1))
    if not name:
        return False
    end = pattern.find("]", 2) if first == "[" else -1
    if end < 0:
        return first in ("?", name[0]) and _matches(name[1:], pattern[1:])
    inside = pattern[1:end]
    excludes = inside[0] == "!"
    inside = inside[excludes:]
    found = False
    at = 0
    while at < len(inside):
        if inside[at + 1 : at + 2] == "-" and at + 2 < len(inside):
            found = found or inside[at] <= name[0] <= inside[at + 2]
            at += 3
        else:
            found = found or inside[at] == name[0]
            at += 1
    return found != excludes and _matches(name[1:], pattern[end + 1 :])


class PurePosixPath(PurePath):
    __module__ = "pathlib._local"


class Path(PurePath):
    __module__ = "pathlib._local"

    def __new__(cls, *args, **kwargs):
        return object.__new__(PosixPath if cls is Path else cls)

    @classmethod
    def cwd(cls):
        return cls(_os.getcwd())

    @classmethod
    def home(cls):
        return cls("/sandbox")

    def stat(self, *, follow_symlinks=True):
        return _os.stat(self)

    lstat = stat

    def exists(self, *, follow_symlinks=True):
        return _os.path.exists(self)

    def is_file(self, *, follow_symlinks=True):
        return _os.path.isfile(self)

    def is_dir(self, *, follow_symlinks=True):
        return _os.path.isdir(self)

    def is_symlink(self):
        return False

    def samefile(self, other_path):
        return _os.path.samefile(self, other_path)

    def absolute(self):
        return self if self._root else self.with_segments(_os.getcwd(), self)

    def resolve(self, strict=False):
        if strict:
            _os.stat(self)
        return self.with_segments(_os.path.realpath(self))

    def expanduser(self):
        return self.with_segments(_os.path.expanduser(str(self)))

    def open(self, mode="r", buffering=-1, encoding=None, errors=None, newline=None):
        return _open(self, mode, buffering, encoding, errors, newline)

    def read_text(self, encoding=None, errors=None, newline=None):
        with _open(self, "r", -1, encoding, errors, newline) as f:
            return f.read()

    def write_text(self, data, encoding=None, errors=None, newline=None):
        if not isinstance(data, str):
            raise TypeError(f"data must be str, not {type(data).__name__}")
        with _open(self, "w", -1, encoding, errors, newline) as f:
            return f.write(data)

    def read_bytes(self):
        with _open(self, "rb") as f:
            return f.read()

    def write_bytes(self, data):
        with _open(self, "wb") as f:
            return f.write(data)

    def touch(self, mode=0o666, exist_ok=True):
        with _open(self, "a" if exist_ok else "x"):
            pass

    def mkdir(self, mode=0o777, parents=False, exist_ok=False):
        try:
            _os.mkdir(str(self))
        except FileNotFoundError:
            if not parents or self.parent == self:
                raise
            self.parent.mkdir(parents=True, exist_ok=True)
            self.mkdir(mode, parents=False, exist_ok=exist_ok)
        except OSError:
            if not exist_ok or not self.is_dir():
                raise

    def unlink(self, missing_ok=False):
        try:
            _os.unlink(str(self))
        except FileNotFoundError:
            if not missing_ok:
                raise

    def rmdir(self):
        _os.rmdir(str(self))

    def rename(self, target):
        _os.rename(str(self), target)
        return self.with_segments(target)

    def replace(self, target):
        _os.replace(str(self), target)
        return self.with_segments(target)

    def iterdir(self):
        for name in _os.listdir(str(self)):
            yield self / name

    def walk(self, top_down=True, on_error=None, follow_symlinks=False):
        for folder, folders, files in _os.walk(str(self), top_down, on_error):
            yield self.with_segments(folder), folders, files

    def glob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        wanted = self.with_segments(pattern)
        if not wanted._tail and not wanted._root:
            raise ValueError(f"Unacceptable pattern: {str(pattern)!r}")
        if wanted._root:
            raise NotImplementedError("Non-relative patterns are unsupported")
        return self._found(wanted._tail)

    def rglob(self, pattern, *, case_sensitive=None, recurse_symlinks=False):
        return self.glob("**/" + str(pattern))

    def _found(self, parts):
        if not parts:
            yield self
            return
        if not self.is_dir():
            return
        first, rest = parts[0], parts[1:]
        if first == "**":
            yield from self._found(rest) if rest else (self,)
        for name in _os.listdir(str(self)):
            inside = self / name
            if first == "**":
                if inside.is_dir():
                    yield from inside._found(parts)
            elif _matches(name, first):
                yield from inside._found(rest)


class PosixPath(Path, PurePosixPath):
    __module__ = "pathlib._local"
