# Python's pprint module for the built-in containers, dataclasses and SimpleNamespace.

import collections as _collections
import types as _types

__all__ = ["pprint", "pformat", "isreadable", "isrecursive", "saferepr", "PrettyPrinter", "pp"]


class _SafeKey:
    # Orders keys that < cannot order by their types and ids.
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        try:
            return self.value < other.value
        except TypeError:
            return (str(type(self.value)), id(self.value)) < (str(type(other.value)), id(other.value))


def _by_key(pair):
    return _SafeKey(pair[0])


def _shows_as(object, cls):
    return isinstance(object, cls) and type(object).__repr__ is cls.__repr__


class PrettyPrinter:
    def __init__(self, indent=1, width=80, depth=None, stream=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
        indent, width = int(indent), int(width)
        if indent < 0:
            raise ValueError("indent must be >= 0")
        if depth is not None and depth <= 0:
            raise ValueError("depth must be > 0")
        if not width:
            raise ValueError("width must be != 0")
        self._indent, self._width, self._depth, self._stream = indent, width, depth, stream
        self._compact, self._sort, self._underscores = bool(compact), sort_dicts, underscore_numbers

    def pprint(self, object):
        print(self.pformat(object), file=self._stream)

    def pformat(self, object):
        parts = []
        self._write(object, parts, 0, 0, {}, 0)
        return "".join(parts)

    def isrecursive(self, object):
        return self.format(object, {}, 0, 0)[2]

    def isreadable(self, object):
        text, readable, recursive = self.format(object, {}, 0, 0)
        return readable and not recursive

    def format(self, object, context, maxlevels, level):
        return self._safe_repr(object, context, maxlevels, level)

    # --- on one line

    def _safe_repr(self, object, context, most_levels, level):
        cls = type(object)
        if cls is int and self._underscores:
            return f"{object:_d}", True, False
        if _shows_as(object, dict):
            if not object:
                return "{}", True, False
            pairs = sorted(object.items(), key=_by_key) if self._sort else list(object.items())
            return self._safe_items(object, pairs, "{%s}", context, most_levels, level)
        if _shows_as(object, list) or _shows_as(object, tuple):
            if _shows_as(object, list):
                if not object:
                    return "[]", True, False
                pattern = "[%s]"
            else:
                if not object:
                    return "()", True, False
                pattern = "(%s,)" if len(object) == 1 else "(%s)"
            return self._safe_items(object, object, pattern, context, most_levels, level)
        text = repr(object)
        return text, bool(text) and not text.startswith("<"), False

    def _safe_items(self, object, items, pattern, context, most_levels, level):
        key = id(object)
        if most_levels and level >= most_levels:
            return pattern.replace(",", "") % "..." if pattern != "(%s)" else "(...)", False, key in context
        if key in context:
            return _recursion(object), False, True
        context[key] = 1
        readable, recursive, parts = True, False, []
        for item in items:
            pair = item if pattern == "{%s}" else (item,)
            shown = []
            for value in pair:
                text, is_readable, is_recursive = self.format(value, context, most_levels, level + 1)
                shown.append(text)
                readable, recursive = readable and is_readable, recursive or is_recursive
            parts.append(": ".join(shown))
        del context[key]
        return pattern % ", ".join(parts), readable, recursive

    def _repr(self, object, context, level):
        return self.format(object, context.copy(), self._depth or 0, level)[0]

    # --- on several lines

    def _write(self, object, parts, indent, allowance, context, level):
        key = id(object)
        if key in context:
            parts.append(_recursion(object))
            return
        text = self._repr(object, context, level)
        if len(text) > self._width - indent - allowance:
            writer = self._writer(object)
            if writer is not None:
                context[key] = 1
                writer(object, parts, indent, allowance, context, level + 1)
                del context[key]
                return
        parts.append(text)

    def _writer(self, object):
        for cls, writer in (
            (dict, self._write_dict), (_collections.OrderedDict, self._write_ordered), (list, self._write_list), (tuple, self._write_tuple),
            (set, self._write_set), (frozenset, self._write_set), (str, self._write_str), (_collections.defaultdict, self._write_default),
            (_collections.Counter, self._write_counter), (_collections.deque, self._write_deque), (_types.SimpleNamespace, self._write_namespace),
        ):
            if _shows_as(object, cls):
                return writer
        has_fields = hasattr(type(object), "__dataclass_fields__") and hasattr(type(object).__repr__, "_is_of_dataclass")
        return self._write_dataclass if has_fields else None

    def _write_dict(self, object, parts, indent, allowance, context, level):
        parts.append("{")
        if self._indent > 1:
            parts.append((self._indent - 1) * " ")
        if len(object):
            pairs = sorted(object.items(), key=_by_key) if self._sort else list(object.items())
            self._write_pairs(pairs, parts, indent, allowance + 1, context, level)
        parts.append("}")

    def _write_pairs(self, pairs, parts, indent, allowance, context, level):
        indent += self._indent
        separator = ",\n" + " " * indent
        for i, (key, value) in enumerate(pairs):
            is_last = i == len(pairs) - 1
            text = self._repr(key, context, level)
            parts.append(text + ": ")
            self._write(value, parts, indent + len(text) + 2, allowance if is_last else 1, context, level)
            if not is_last:
                parts.append(separator)

    def _write_named(self, object, name, writer, parts, indent, allowance, context, level):
        parts.append(name + "(")
        writer(parts, indent + len(name) + 1, allowance + 1, context, level)
        parts.append(")")

    def _write_ordered(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        name = type(object).__name__
        parts.append(name + "(")
        self._write(list(object.items()), parts, indent + len(name) + 1, allowance + 1, context, level)
        parts.append(")")

    def _write_list(self, object, parts, indent, allowance, context, level):
        parts.append("[")
        self._write_items(object, parts, indent, allowance + 1, context, level)
        parts.append("]")

    def _write_tuple(self, object, parts, indent, allowance, context, level):
        parts.append("(")
        end = ",)" if len(object) == 1 else ")"
        self._write_items(object, parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _write_set(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        name = type(object).__name__
        begin, end = ("{", "}") if name == "set" else (name + "({", "})")
        parts.append(begin)
        if name != "set":
            indent += len(name) + 1
        self._write_items(sorted(object, key=_SafeKey), parts, indent, allowance + len(end), context, level)
        parts.append(end)

    def _write_str(self, object, parts, indent, allowance, context, level):
        if not len(object):
            parts.append(repr(object))
            return
        lines, shown = object.splitlines(True), []
        if level == 1:
            indent += 1
            allowance += 1
        width = most = self._width - indent
        text = ""
        for i, line in enumerate(lines):
            text = repr(line)
            if i == len(lines) - 1:
                most -= allowance
            if len(text) <= most:
                shown.append(text)
                continue
            current, pieces = "", _words(line)
            for j, piece in enumerate(pieces):
                longer = current + piece
                room = width - allowance if j == len(pieces) - 1 and i == len(lines) - 1 else width
                if len(repr(longer)) > room:
                    if current:
                        shown.append(repr(current))
                    current = piece
                else:
                    current = longer
            if current:
                shown.append(repr(current))
        if len(shown) == 1:
            parts.append(text)
            return
        if level == 1:
            parts.append("(")
        parts.append(("\n" + " " * indent).join(shown))
        if level == 1:
            parts.append(")")

    def _write_default(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        head = f"{name}({self._repr(object.default_factory, context, level)},\n{' ' * (indent + len(name) + 1)}"
        parts.append(head)
        self._write_dict(object, parts, indent + len(name) + 1, allowance + 1, context, level)
        parts.append(")")

    def _write_counter(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        parts.append(name + "({")
        if self._indent > 1:
            parts.append((self._indent - 1) * " ")
        self._write_pairs(object.most_common(), parts, indent + len(name) + 1, allowance + 2, context, level)
        parts.append("})")

    def _write_deque(self, object, parts, indent, allowance, context, level):
        name = type(object).__name__
        indent += len(name) + 1
        parts.append(name + "([")
        end = "])" if object.maxlen is None else f"],\n{' ' * indent}maxlen={self._repr(object.maxlen, context, level)})"
        self._write_items(object, parts, indent, 2 if object.maxlen is None else 2, context, level)
        parts.append(end)

    def _write_namespace(self, object, parts, indent, allowance, context, level):
        name = "namespace" if type(object) is _types.SimpleNamespace else type(object).__name__
        self._write_fields(name, list(object.__dict__.items()), parts, indent, allowance, context, level)

    def _write_dataclass(self, object, parts, indent, allowance, context, level):
        fields = [(field.name, getattr(object, field.name)) for field in type(object).__dataclass_fields__.values() if field.repr]
        self._write_fields(type(object).__name__, fields, parts, indent, allowance, context, level)

    def _write_fields(self, name, fields, parts, indent, allowance, context, level):
        indent += len(name) + 1
        parts.append(name + "(")
        separator = ",\n" + " " * indent
        for i, (field, value) in enumerate(fields):
            is_last = i == len(fields) - 1
            parts.append(field + "=")
            if id(value) in context:
                parts.append("...")
            else:
                self._write(value, parts, indent + len(field) + 1, allowance if is_last else 1, context, level)
            if not is_last:
                parts.append(separator)
        parts.append(")")

    def _write_items(self, items, parts, indent, allowance, context, level):
        indent += self._indent
        if self._indent > 1:
            parts.append((self._indent - 1) * " ")
        separator, new_line = "", ",\n" + " " * indent
        width = most = self._width - indent + 1
        items = list(items)
        for i, item in enumerate(items):
            is_last = i == len(items) - 1
            if is_last:
                most -= allowance
                width -= allowance
            if self._compact:
                text = self._repr(item, context, level)
                needed = len(text) + 2
                if width < needed:
                    width = most
                    if separator:
                        separator = new_line
                if width >= needed:
                    width -= needed
                    parts.append(separator + text)
                    separator = ", "
                    continue
            parts.append(separator)
            separator = new_line
            self._write(item, parts, indent, allowance if is_last else 1, context, level)


def _words(text):
    # Each word with the white space after it.
    words, begin, place = [], 0, 0
    while place < len(text):
        while place < len(text) and not text[place].isspace():
            place += 1
        while place < len(text) and text[place].isspace():
            place += 1
        words.append(text[begin:place])
        begin = place
    return words


def _recursion(object):
    return f"<Recursion on {type(object).__name__} with id={id(object)}>"


def pprint(object, stream=None, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    PrettyPrinter(
        indent, width, depth, stream, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pprint(object)


def pp(object, *args, sort_dicts=False, **kwargs):
    pprint(object, *args, sort_dicts=sort_dicts, **kwargs)


def pformat(object, indent=1, width=80, depth=None, *, compact=False, sort_dicts=True, underscore_numbers=False):
    return PrettyPrinter(
        indent, width, depth, compact=compact, sort_dicts=sort_dicts, underscore_numbers=underscore_numbers).pformat(object)


def saferepr(object):
    return PrettyPrinter().format(object, {}, 0, 0)[0]


def isreadable(object):
    return PrettyPrinter().isreadable(object)


def isrecursive(object):
    return PrettyPrinter().isrecursive(object)
