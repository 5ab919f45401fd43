# Python's glob module over the run's files.

import os as _os
from pathlib import Path as _Path


def glob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    pathname = _os.fspath(pathname)
    folder = _os.path.isabs(pathname)
    base = _Path("/" if folder else root_dir or ".")
    pattern = pathname.lstrip("/") if recursive else pathname.lstrip("/").replace("**", "*")
    if not pattern:
        return ["/"] if folder else []
    found = []
    for path in base.glob(pattern):
        if not include_hidden and any(part.startswith(".") for part in path._tail) and "/." not in "/" + pattern:
            continue
        found.append(str(path if folder or root_dir is None else path.relative_to(base)))
    return found


def iglob(pathname, *, root_dir=None, dir_fd=None, recursive=False, include_hidden=False):
    return iter(glob(pathname, root_dir=root_dir, recursive=recursive, include_hidden=include_hidden))


def escape(pathname):
    return "".join(["[" + letter + "]" if letter in "*?[" else letter for letter in pathname])


def has_magic(s):
    return any(letter in s for letter in "*?[")
