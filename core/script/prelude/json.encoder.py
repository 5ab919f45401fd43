# Python's json.encoder. _json, in C++, writes what has no hooks.

import _json


def encode_basestring(string, /):
    return _json.encode(string + "", False, True, False, None, "", "")


def encode_basestring_ascii(string, /):
    return _json.encode(string + "", True, True, False, None, "", "")


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
