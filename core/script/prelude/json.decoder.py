# Python's json.decoder. _json, in C++, reads what has no hooks.

import _json

__all__ = ["JSONDecoder", "JSONDecodeError"]


class JSONDecodeError(ValueError):
    def __init__(self, msg, doc, pos):
        line = doc.count("\n", 0, pos) + 1
        column = pos - doc.rfind("\n", 0, pos)
        super().__init__(f"{msg}: line {line} column {column} (char {pos})")
        self.msg = msg
        self.doc = doc
        self.pos = pos
        self.lineno = line
        self.colno = column


_blanks = " \t\n\r"
_constants = {"NaN": float("nan"), "Infinity": float("inf"), "-Infinity": float("-inf")}


def _end_of_blanks(text, at):
    while text[at:at + 1] and text[at] in _blanks:
        at += 1
    return at


class JSONDecoder:
    def __init__(self, *, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, strict=True, object_pairs_hook=None):
        self.object_hook = object_hook
        self.parse_float = parse_float or float
        self.parse_int = parse_int or int
        self.parse_constant = parse_constant or _constants.__getitem__
        self.strict = strict
        self.object_pairs_hook = object_pairs_hook
        self._plain = not (object_hook or object_pairs_hook or parse_float or parse_int or parse_constant)

    def decode(self, s):
        obj, end = self.raw_decode(s, _end_of_blanks(s, 0))
        end = _end_of_blanks(s, end)
        if end != len(s):
            raise JSONDecodeError("Extra data", s, end)
        return obj

    def raw_decode(self, s, idx=0):
        value, end, *fault = _json.scan(s, idx, self.strict, not self._plain)
        if fault:
            raise JSONDecodeError(fault[0], s, end)
        return value if self._plain else self._built(value), end

    def _built(self, tree):
        """The value of a tree: see Scanner in json_natives.cpp."""
        if isinstance(tree, tuple):
            pairs = [(key, self._built(value)) for key, value in tree]
            if self.object_pairs_hook is not None:
                return self.object_pairs_hook(pairs)
            made = dict(pairs)
            return made if self.object_hook is None else self.object_hook(made)
        if isinstance(tree, list):
            return [self._built(item) for item in tree]
        if isinstance(tree, bytes):
            return self.parse_float(tree.decode())
        if isinstance(tree, bytearray):
            return self.parse_int(tree.decode())
        return self.parse_constant(tree.start) if isinstance(tree, slice) else tree


def scanstring(string, end, strict=True, /):
    value, end, *fault = _json.scan(string, end - 1, strict, False)
    if fault:
        raise JSONDecodeError(fault[0], string, end)
    return value, end


scanstring.__module__ = "_json"
