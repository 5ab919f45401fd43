# Python's json module. _json, in C++, reads and writes what has no hooks.

import _json


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


JSONDecodeError.__module__ = "json.decoder"
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


def _text_of_key(key, allow_nan):
    if isinstance(key, str):
        return key
    if key is True or key is False or key is None:
        return {True: "true", False: "false", None: "null"}[key]
    if isinstance(key, int):
        return int.__repr__(key)
    if isinstance(key, float):
        return _float_text(key, allow_nan)
    return None


def _float_text(value, allow_nan):
    if value != value:
        text = "NaN"
    elif value in (float("inf"), float("-inf")):
        text = "Infinity" if value > 0 else "-Infinity"
    else:
        return float.__repr__(value)
    if not allow_nan:
        raise ValueError("Out of range float values are not JSON compliant: " + repr(value))
    return text


class JSONEncoder:
    item_separator = ", "
    key_separator = ": "

    def __init__(self, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, sort_keys=False, indent=None, separators=None,
                 default=None):
        self.skipkeys = skipkeys
        self.ensure_ascii = ensure_ascii
        self.check_circular = check_circular
        self.allow_nan = allow_nan
        self.sort_keys = sort_keys
        self.indent = indent
        if separators is not None:
            self.item_separator, self.key_separator = separators
        elif indent is not None:
            self.item_separator = ","
        if default is not None:
            self.default = default

    def default(self, o):
        raise TypeError(f"Object of type {o.__class__.__name__} is not JSON serializable")

    def _indent(self):
        return " " * self.indent if isinstance(self.indent, int) else self.indent

    def _native(self, o):
        return _json.encode(o, self.ensure_ascii, self.allow_nan, self.sort_keys, self._indent(), self.item_separator, self.key_separator)

    def encode(self, o):
        text = self._native(o)
        return "".join(self.iterencode(o)) if text is None else text

    def iterencode(self, o, _one_shot=False):
        return self._pieces(o, 0, [])

    def _pieces(self, o, depth, inside):
        if isinstance(o, str):
            yield _json.encode(str(o), self.ensure_ascii, True, False, None, "", "")
        elif o is None or o is True or o is False:
            yield {None: "null", True: "true", False: "false"}[o]
        elif isinstance(o, int):
            yield int.__repr__(o)
        elif isinstance(o, float):
            yield _float_text(o, self.allow_nan)
        else:
            if self.check_circular:
                if any([other is o for other in inside]):
                    raise ValueError("Circular reference detected")
                inside.append(o)
            if isinstance(o, (list, tuple)):
                yield from self._array(o, depth + 1, inside)
            elif isinstance(o, dict):
                yield from self._object(o, depth + 1, inside)
            else:
                yield from self._pieces(self.default(o), depth, inside)
            if self.check_circular:
                inside.pop()

    def _breaks(self, depth):
        """What comes after the opening bracket, between items, and before the closing one."""
        if self.indent is None:
            return "", self.item_separator, ""
        indent = self._indent()
        line = "\n" + indent * depth
        return line, self.item_separator + line, "\n" + indent * (depth - 1)

    def _array(self, items, depth, inside):
        if not items:
            yield "[]"
            return
        begin, between, end = self._breaks(depth)
        before = "[" + begin
        for item in items:
            yield before
            before = between
            yield from self._pieces(item, depth, inside)
        yield end + "]"

    def _object(self, table, depth, inside):
        if not table:
            yield "{}"
            return
        begin, between, end = self._breaks(depth)
        before = "{" + begin
        for key, value in sorted(table.items()) if self.sort_keys else table.items():
            text = _text_of_key(key, self.allow_nan)
            if text is None:
                if self.skipkeys:
                    continue
                raise TypeError(f"keys must be str, int, float, bool or None, not {key.__class__.__name__}")
            yield before
            before = between
            yield _json.encode(text, self.ensure_ascii, True, False, None, "", "") + self.key_separator
            yield from self._pieces(value, depth, inside)
        yield "{}" if before != between else end + "}"


JSONEncoder.__module__ = "json.encoder"
JSONDecoder.__module__ = "json.decoder"


def dumps(obj, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None,
          sort_keys=False, **kw):
    return (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                                separators=separators, default=default, sort_keys=sort_keys, **kw).encode(obj)


def dump(obj, fp, *, skipkeys=False, ensure_ascii=True, check_circular=True, allow_nan=True, cls=None, indent=None, separators=None, default=None,
         sort_keys=False, **kw):
    pieces = (cls or JSONEncoder)(skipkeys=skipkeys, ensure_ascii=ensure_ascii, check_circular=check_circular, allow_nan=allow_nan, indent=indent,
                                  separators=separators, default=default, sort_keys=sort_keys, **kw).iterencode(obj)
    for piece in pieces:
        fp.write(piece)


def detect_encoding(b):
    if b.startswith((b"\xff\xfe\0\0", b"\0\0\xfe\xff")):
        return "utf-32"
    if b.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    if b.startswith(b"\xef\xbb\xbf"):
        return "utf-8-sig"
    if len(b) >= 4:
        if not b[0]:
            return "utf-16-be" if b[1] else "utf-32-be"
        if not b[1]:
            return "utf-16-le" if b[2] or b[3] else "utf-32-le"
    elif len(b) == 2:
        if not b[0]:
            return "utf-16-be"
        if not b[1]:
            return "utf-16-le"
    return "utf-8"


_default_decoder = JSONDecoder()


def loads(s, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    if isinstance(s, str):
        if s.startswith("\ufeff"):
            raise JSONDecodeError("Unexpected UTF-8 BOM (decode using utf-8-sig)", s, 0)
    elif isinstance(s, (bytes, bytearray)):
        s = s.decode(detect_encoding(s))
    else:
        raise TypeError(f"the JSON object must be str, bytes or bytearray, not {s.__class__.__name__}")
    given = {"object_hook": object_hook, "parse_float": parse_float, "parse_int": parse_int, "parse_constant": parse_constant,
             "object_pairs_hook": object_pairs_hook}
    kw.update({name: value for name, value in given.items() if value is not None})
    if cls is None and not kw:
        return _default_decoder.decode(s)
    return (cls or JSONDecoder)(**kw).decode(s)


def load(fp, *, cls=None, object_hook=None, parse_float=None, parse_int=None, parse_constant=None, object_pairs_hook=None, **kw):
    return loads(fp.read(), cls=cls, object_hook=object_hook, parse_float=parse_float, parse_int=parse_int, parse_constant=parse_constant,
                 object_pairs_hook=object_pairs_hook, **kw)


__all__ = ["dump", "dumps", "load", "loads", "JSONDecoder", "JSONDecodeError", "JSONEncoder"]
