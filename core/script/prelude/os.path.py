# Python's os.path module, for Linux's paths.

import _files

from _io import _path_of, _path_text

curdir, pardir, extsep, sep, pathsep, defpath, altsep, devnull = ".", "..", ".", "/", ":", "/bin:/usr/bin", None, "/dev/null"
supports_unicode_filenames = False
_KINDS = "string, bytes, os.PathLike or integer"


def _file(path):
    return _files.look_or_none(_path_of(path, "stat", "path", _KINDS))


def exists(path):
    return _file(path) is not None


lexists = exists


def isfile(path):
    found = _file(path)
    return found is not None and not found[0]


def isdir(s):
    found = _file(s)
    return found is not None and found[0]


def islink(path):
    return False


def ismount(path):
    return abspath(path) == "/"


def getsize(filename):
    return _files.look(_path_of(filename, "stat", "path", _KINDS))[1]


def getmtime(filename):
    return _files.look(_path_of(filename, "stat", "path", _KINDS))[2] / 1e9


getatime = getctime = getmtime


def samefile(f1, f2):
    return _files.look(_path_of(f1, "stat", "path", _KINDS))[3] == _files.look(_path_of(f2, "stat", "path", _KINDS))[3]


def isabs(s):
    return _path_text(s).startswith("/")


def join(a, *p):
    path = _path_text(a)
    for part in p:
        if not isinstance(part, str) and not hasattr(type(part), "__fspath__"):
            raise TypeError(f"join() argument must be str, bytes, or os.PathLike object, not {type(part).__name__!r}")
        part = _path_text(part)
        if part.startswith("/") or not path:
            path = part
        elif path.endswith("/"):
            path += part
        else:
            path += "/" + part
    return path


def split(p):
    p = _path_text(p)
    at = p.rfind("/") + 1
    head, tail = p[:at], p[at:]
    if head and head != "/" * len(head):
        head = head.rstrip("/")
    return head, tail


def splitext(p):
    p = _path_text(p)
    dot = p.rfind(".")
    begin = p.rfind("/") + 1
    if dot > begin and p[begin:dot].strip("."):
        return p[:dot], p[dot:]
    return p, p[:0]


def splitdrive(p):
    p = _path_text(p)
    return p[:0], p


def splitroot(p):
    p = _path_text(p)
    count = len(p) - len(p.lstrip("/"))
    count = count if count == 2 else min(count, 1)
    return "", p[:count], p[count:]


def basename(p):
    p = _path_text(p)
    return p[p.rfind("/") + 1 :]


def dirname(p):
    return split(p)[0]


def normcase(s):
    return _path_text(s)


def normpath(path):
    path = _path_text(path)
    if not path:
        return "."
    root = splitroot(path)[1]
    parts = []
    for part in path.split("/"):
        if part in ("", "."):
            continue
        if part != ".." or (not root and not parts) or (parts and parts[-1] == ".."):
            parts.append(part)
        elif parts:
            parts.pop()
    return root + "/".join(parts) or "."


def abspath(path):
    path = _path_text(path)
    return normpath(path if path.startswith("/") else join(_files.folder(), path))


def realpath(filename, *, strict=False):
    return abspath(filename)


def relpath(path, start=None):
    path = _path_text(path)
    if not path:
        raise ValueError("no path specified")
    begin = [part for part in abspath("." if start is None else start).split("/") if part]
    to = [part for part in abspath(path).split("/") if part]
    same = 0
    while same < min(len(begin), len(to)) and begin[same] == to[same]:
        same += 1
    return "/".join([".."] * (len(begin) - same) + to[same:]) or "."


def commonprefix(m):
    if not m:
        return ""
    first, last = min(m), max(m)
    for i, letter in enumerate(first):
        if letter != last[i]:
            return first[:i]
    return first


def commonpath(paths):
    paths = [_path_text(path) for path in paths]
    if not paths:
        raise ValueError("commonpath() arg is an empty sequence")
    if len({path.startswith("/") for path in paths}) > 1:
        raise ValueError("Can't mix absolute and relative paths")
    parts = [[part for part in path.split("/") if part and part != "."] for path in paths]
    common = commonprefix(parts)
    return ("/" if paths[0].startswith("/") else "") + "/".join(common)


def expanduser(path):
    path = _path_text(path)
    return "/sandbox" + path[1:] if path == "~" or path.startswith("~/") else path


def expandvars(path):
    from os import environ

    path = _path_text(path)
    for name in sorted(environ, key=len, reverse=True):
        path = path.replace("${" + name + "}", environ[name]).replace("$" + name, environ[name])
    return path
