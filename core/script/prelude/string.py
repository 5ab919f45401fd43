# Python's string module. A Template finds its names by hand: its `pattern` and `flags` are not used.

__all__ = [
    "ascii_letters", "ascii_lowercase", "ascii_uppercase", "capwords", "digits", "hexdigits", "octdigits", "printable", "punctuation",
    "whitespace", "Formatter", "Template",
]

whitespace = " \t\n\r\v\f"
ascii_lowercase = "abcdefghijklmnopqrstuvwxyz"
ascii_uppercase = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ascii_letters = ascii_lowercase + ascii_uppercase
digits = "0123456789"
hexdigits = digits + "abcdef" + "ABCDEF"
octdigits = "01234567"
punctuation = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
printable = digits + ascii_letters + punctuation + whitespace


def capwords(s, sep=None):
    return (sep or " ").join(map(str.capitalize, s.split(sep)))


_missing = object()


def _chosen(mapping, names):
    """The mapping that substitute() is given, with the keywords, which come first."""
    return names if mapping is _missing else {**mapping, **names} if names else mapping


class Template:
    delimiter = "$"
    idpattern = r"(?a:[_a-z][_a-z0-9]*)"

    def __init__(self, template):
        self.template = template

    def _parts(self):
        """The pieces of the text: (literal, None), (text as written, name), (place, None) for a delimiter without a name."""
        text, mark = self.template, self.delimiter
        start = 0
        while True:
            at = text.find(mark, start)
            if at < 0:
                yield text[start:], None
                return
            yield text[start:at], None
            after = at + len(mark)
            if text.startswith(mark, after):
                yield mark, None
                start = after + len(mark)
                continue
            braced = text.startswith("{", after)
            end = begin = after + braced
            while end < len(text) and (text[end] in ascii_letters or text[end] == "_" or end > begin and text[end] in digits):
                end += 1
            if end == begin or braced and not text.startswith("}", end):
                yield at, None
                start = after
            else:
                start = end + braced
                yield text[at:start], text[begin:end]

    def _invalid(self, at):
        lines = self.template[:at].splitlines(keepends=True)
        column = at - sum(map(len, lines[:-1])) if lines else 0
        line = len(lines) or 1
        raise ValueError(f"Invalid placeholder in string: line {line}, col {column + 1 if lines else 1}")

    def substitute(self, mapping=_missing, /, **kws):
        mapping = _chosen(mapping, kws)
        done = []
        for part, name in self._parts():
            if name is None and not isinstance(part, str):
                self._invalid(part)
            done.append(part if name is None else str(mapping[name]))
        return "".join(done)

    def safe_substitute(self, mapping=_missing, /, **kws):
        mapping = _chosen(mapping, kws)
        done = []
        for part, name in self._parts():
            if name is None:
                done.append(part if isinstance(part, str) else self.delimiter)
                continue
            try:
                done.append(str(mapping[name]))
            except KeyError:
                done.append(part)
        return "".join(done)

    def is_valid(self):
        return all(isinstance(part, str) for part, name in self._parts())

    def get_identifiers(self):
        found = []
        for _, name in self._parts():
            if name is not None and name not in found:
                found.append(name)
        return found


class Formatter:
    def format(self, format_string, /, *args, **kwargs):
        return self.vformat(format_string, args, kwargs)

    def vformat(self, format_string, args, kwargs):
        used = set()
        result, _ = self._vformat(format_string, args, kwargs, used, 2, 0)
        self.check_unused_args(used, args, kwargs)
        return result

    def _vformat(self, text, args, kwargs, used, depth, automatic):
        if depth < 0:
            raise ValueError("Max string recursion exceeded")
        done = []
        for literal, name, spec, conversion in self.parse(text):
            if literal:
                done.append(literal)
            if name is None:
                continue
            first = name.partition(".")[0].partition("[")[0]
            if first == "":
                if automatic is False:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                name = f"{automatic}{name}"
                automatic += 1
            elif first.isdigit():
                if automatic:
                    raise ValueError("cannot switch from manual field specification to automatic field numbering")
                automatic = False
            value, key = self.get_field(name, args, kwargs)
            used.add(key)
            value = self.convert_field(value, conversion)
            spec, automatic = self._vformat(spec, args, kwargs, used, depth - 1, automatic)
            done.append(self.format_field(value, spec))
        return "".join(done), automatic

    def get_value(self, key, args, kwargs):
        return args[key] if isinstance(key, int) else kwargs[key]

    def check_unused_args(self, used_args, args, kwargs):
        pass

    def format_field(self, value, format_spec):
        return format(value, format_spec)

    def convert_field(self, value, conversion):
        if conversion is None:
            return value
        if conversion == "s":
            return str(value)
        if conversion == "r":
            return repr(value)
        if conversion == "a":
            return ascii(value)
        raise ValueError(f"Unknown conversion specifier {conversion!s}")

    def parse(self, format_string):
        literal, at = "", 0
        while at < len(format_string):
            character = format_string[at]
            at += 1
            if character not in "{}":
                literal += character
            elif format_string.startswith(character, at):
                literal += character
                at += 1
                yield literal, None, None, None
                literal = ""
            elif character == "}":
                raise ValueError("Single '}' encountered in format string")
            elif at == len(format_string):
                raise ValueError("Single '{' encountered in format string")
            else:
                depth, end = 1, at
                while depth:
                    if end == len(format_string):
                        raise ValueError("expected '}' before end of string")
                    depth += {"{": 1, "}": -1}.get(format_string[end], 0)
                    end += 1
                field, at = format_string[at:end - 1], end
                yield literal, *_split_field(field)
                literal = ""
        if literal:
            yield literal, None, None, None

    def get_field(self, field_name, args, kwargs):
        end = min([at for at in (field_name.find("."), field_name.find("[")) if at >= 0], default=len(field_name))
        first = field_name[:end]
        first = int(first) if first.isdigit() else first
        value = self.get_value(first, args, kwargs)
        rest = field_name[end:]
        while rest:
            if rest[0] == ".":
                end = min([at for at in (rest.find(".", 1), rest.find("[", 1)) if at >= 0], default=len(rest))
                value, rest = getattr(value, rest[1:end]), rest[end:]
            else:
                key, closed, rest = rest[1:].partition("]")
                if not closed:
                    raise ValueError("Missing ']' in format string")
                if rest and rest[0] not in ".[":
                    raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
                value = value[int(key) if key.isdigit() else key]
        return value, first


def _split_field(field):
    """The name, the spec and the conversion of a replacement field."""
    inside = False
    for at, character in enumerate(field):
        inside = character != "]" if inside else character == "["
        if inside or character not in "!:":
            continue
        if character == ":":
            return field[:at], field[at + 1:], None
        conversion, rest = field[at + 1:at + 2], field[at + 2:]
        if not conversion:
            raise ValueError("end of string while looking for conversion specifier")
        if rest and rest[0] != ":":
            raise ValueError("expected ':' after conversion specifier")
        return field[:at], rest[1:], conversion
    return field, "", None
