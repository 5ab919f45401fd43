# The methods of str that call methods of their arguments: format(), format_map(), translate() and maketrans().
# str.format() is in C++ for plain fields; this parses the others, and raises the errors.

from fallbacks.common import fallback_of, missing


@fallback_of(str.format)
def str_format(text, /, *arguments, **names):
    return _format_text(text, arguments, names, [0, ""], 2)


@fallback_of(str.format_map)
def str_format_map(text, mapping, /):
    return _format_text(text, None, mapping, [0, ""], 2)


def _format_text(text, arguments, names, counter, depth):
    if depth <= 0:
        raise ValueError("Max string recursion exceeded")
    pieces = []
    at = 0
    size = len(text)
    while at < size:
        start = at
        while at < size and text[at] != "{" and text[at] != "}":
            at += 1
        pieces.append(text[start:at])
        if at >= size:
            break
        brace = text[at]
        at += 1
        if text[at:at + 1] == brace:
            pieces.append(brace)
            at += 1
            continue
        if brace == "}" or at >= size:
            raise ValueError(f"Single '{brace}' encountered in format string")
        name, conversion, spec, at = _parts_of_field(text, at)
        value = _field_value(name, arguments, names, counter)
        if conversion == "r":
            value = repr(value)
        elif conversion == "s":
            value = str(value)
        elif conversion == "a":
            value = ascii(value)
        elif conversion:
            code = ord(conversion)
            raise ValueError(f"Unknown conversion specifier {conversion if 32 < code < 127 else hex(code).replace('0x', chr(92) + 'x')}")
        if "{" in spec:
            spec = _format_text(spec, arguments, names, counter, depth - 1)
        pieces.append(format(value, spec))
    return "".join(pieces)


def _parts_of_field(text, at):
    """Parses the replacement field at `at`. Returns its name, its conversion, its format spec and the position after it."""
    start = at
    size = len(text)
    while at < size and text[at] not in "}:!":
        if text[at] == "{":
            raise ValueError("unexpected '{' in field name")
        if text[at] == "[":
            at = text.find("]", at)
            if at < 0:
                at = size
                break
        at += 1
    name, conversion = text[start:at], ""
    if at >= size:
        raise ValueError("expected '}' before end of string")
    if text[at] == "!":
        at += 1
        if at >= size:
            raise ValueError("end of string while looking for conversion specifier")
        conversion = text[at]
        at += 1
        if at >= size:
            raise ValueError("unmatched '{' in format spec")
        if text[at] not in "}:":
            raise ValueError("expected ':' after conversion specifier")
    if text[at] == "}":
        return name, conversion, "", at + 1
    at += 1
    start = at
    level = 1
    while at < size:
        if text[at] == "{":
            level += 1
        elif text[at] == "}":
            level -= 1
            if level == 0:
                return name, conversion, text[start:at], at + 1
        at += 1
    raise ValueError("unmatched '{' in format spec")


def _field_number(text):
    if not text.isdecimal():
        return -1
    number = int(text)
    if number > 0x7fffffffffffffff:
        raise ValueError("Too many decimal digits in format string")
    return number


def _field_value(name, arguments, names, counter):
    at = 0
    while at < len(name) and name[at] not in ".[":
        at += 1
    first = name[:at]
    number = _field_number(first)
    if first == "" or number >= 0:
        kind = "manual" if first else "automatic"
        if counter[1] and counter[1] != kind:
            if first:
                raise ValueError("cannot switch from automatic field numbering to manual field specification")
            raise ValueError("cannot switch from manual field specification to automatic field numbering")
        counter[1] = kind
        if not first:
            number = counter[0]
            counter[0] += 1
        if arguments is None:
            raise ValueError("Format string contains positional fields")
        if number >= len(arguments):
            raise IndexError(f"Replacement index {number} out of range for positional args tuple")
        value = arguments[number]
    else:
        value = names[first]
    while at < len(name):
        if name[at] == ".":
            end = at + 1
            while end < len(name) and name[end] not in ".[":
                end += 1
            if end == at + 1:
                raise ValueError("Empty attribute in format string")
            value = getattr(value, name[at + 1:end])
            at = end
        elif name[at] == "[":
            end = name.find("]", at)
            if end < 0:
                raise ValueError("Missing ']' in format string")
            key = name[at + 1:end]
            if not key:
                raise ValueError("Empty attribute in format string")
            number = _field_number(key)
            value = value[number if number >= 0 else key]
            at = end + 1
        else:
            raise ValueError("Only '.' or '[' may follow ']' in format field specifier")
    return value


@fallback_of(str.translate)
def translate(text, table):
    pieces = []
    for char in text:
        try:
            to = table[ord(char)]
        except LookupError:
            to = char
        if isinstance(to, int):
            if not 0 <= to < 0x110000:
                raise ValueError("character mapping must be in range(0x110000)")
            to = chr(to)
        if to is not None:
            if not isinstance(to, str):
                raise TypeError("character mapping must return integer, None or str")
            pieces.append(to)
    return "".join(pieces)


def _code_of_key(key):
    if isinstance(key, str):
        if len(key) != 1:
            raise ValueError("string keys in translate table must be of length 1")
        return ord(key)
    if not isinstance(key, int):
        raise TypeError("keys in translate table must be strings or integers")
    return key


@fallback_of(str.maketrans)
def maketrans(x, y=missing, z=missing, /):
    for place, text in ((2, y), (3, z)):
        if text is not missing and not isinstance(text, str):
            raise TypeError(f"maketrans() argument {place} must be str, not {'None' if text is None else type(text).__name__}")
    if y is missing:
        if not isinstance(x, dict):
            raise TypeError("if you give only one argument to maketrans it must be a dict")
        return {_code_of_key(key): value for key, value in x.items()}
    if not isinstance(x, str):
        raise TypeError("first maketrans argument must be a string if there is a second argument")
    if len(x) != len(y):
        raise ValueError("the first two maketrans arguments must have equal length")
    table = {ord(a): ord(b) for a, b in zip(x, y)}
    if z is not missing:
        for char in z:
            table[ord(char)] = None
    return table
