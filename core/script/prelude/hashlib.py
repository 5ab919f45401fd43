# Python's hashlib module, for MD5, SHA-1, SHA-224 and SHA-256.

import _hashlib

algorithms_guaranteed = {"md5", "sha1", "sha224", "sha256"}
algorithms_available = {"md5", "sha1", "sha224", "sha256"}
_kinds = {"md5": (0, 16), "sha1": (1, 20), "sha224": (2, 28), "sha256": (3, 32)}


class _Hash:
    block_size = 64

    def __init__(self, name, state):
        self.name = name
        self.digest_size = _kinds[name][1]
        self._state = state

    def update(self, obj, /):
        self._state = _hashlib.update(self._state, obj)

    def digest(self):
        return _hashlib.finish(self._state)

    def hexdigest(self):
        return _hashlib.finish(self._state).hex()

    def copy(self):
        return _Hash(self.name, self._state)

    def __repr__(self):
        return f"<{self.name} _hashlib.HASH object @ {hex(id(self))}>"


_Hash.__name__ = _Hash.__qualname__ = "HASH"
_Hash.__module__ = "_hashlib"


def _made(name, string):
    made = _Hash(name, _hashlib.begin(_kinds[name][0]))
    if string != b"":
        made.update(string)
    return made


def md5(string=b"", *, usedforsecurity=True):
    return _made("md5", string)


def sha1(string=b"", *, usedforsecurity=True):
    return _made("sha1", string)


def sha224(string=b"", *, usedforsecurity=True):
    return _made("sha224", string)


def sha256(string=b"", *, usedforsecurity=True):
    return _made("sha256", string)


def new(name, data=b"", **kwargs):
    if not isinstance(name, str) or name.lower() not in _kinds:
        raise ValueError(f"unsupported hash type {name}")
    return _made(name.lower(), data)


def file_digest(fileobj, digest, /):
    made = new(digest) if isinstance(digest, str) else digest()
    while data := fileobj.read(262144):
        made.update(data)
    return made


__all__ = ("md5", "sha1", "sha224", "sha256", "new", "algorithms_guaranteed", "algorithms_available", "file_digest")
