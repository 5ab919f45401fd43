# bytes % values: each conversion is made as for a str, of characters that stand for bytes. Mirrors _PyBytes_FormatEx().

from _machine import special


class _Format:
    def __init__(self, text, values):
        self.text, self.at = text.decode("latin-1"), 0
        self.values = values if isinstance(values, tuple) else (values,)
        self.used = 0
        self.mapping = None
        if not isinstance(values, (tuple, str, bytes, bytearray)) and hasattr(type(values), "__getitem__"):
            self.mapping = values

    def run(self):
        parts = []
        while (percent := self.text.find("%", self.at)) >= 0:
            parts.append(self.text[self.at:percent])
            self.at = percent + 1
            parts.append(self.conversion())
        parts.append(self.text[self.at:])
        if self.used < len(self.values) and self.mapping is None:
            raise TypeError("not all arguments converted during bytes formatting")
        return "".join(parts).encode("latin-1")

    def taken(self):
        if self.at == len(self.text):
            raise ValueError("incomplete format")
        self.at += 1
        return self.text[self.at - 1]

    def next_value(self):
        if self.used == len(self.values):
            raise TypeError("not enough arguments for format string")
        self.used += 1
        return self.values[self.used - 1]

    def named_value(self):
        if self.mapping is None:
            raise TypeError("format requires a mapping")
        depth, begin = 1, self.at
        while depth > 0:
            if self.at == len(self.text):
                raise ValueError("incomplete format key")
            depth += {"(": 1, ")": -1}.get(self.taken(), 0)
        self.values, self.used = (self.mapping[self.text[begin:self.at - 1].encode("latin-1")],), 0

    def number(self, letter, what):
        digits = ""
        if letter == "*":
            value = self.next_value()
            if not isinstance(value, int):
                raise TypeError("* wants int")
            return ("-" if value < 0 and what == "width" else "") + str(abs(value)), self.taken()
        while letter.isdigit():
            digits += letter
            letter = self.taken()
        return digits, letter

    def conversion(self):
        letter = self.taken()
        if letter == "(":
            self.named_value()
            letter = self.taken()
        spec = "%"
        while letter in "-+ #0":
            spec += letter
            letter = self.taken()
        width, letter = self.number(letter, "width")
        spec += width
        if letter == ".":
            precision, letter = self.number(self.taken(), "precision")
            spec += "." + precision
        if letter in "hlL":
            letter = self.taken()
        if letter == "%":
            return "%"
        if letter not in "sbarcdiuoxXeEfFgG":
            raise ValueError(f"unsupported format character '{letter}' (0x{ord(letter):x}) at index {self.at - 1}")
        value = self.next_value()
        if letter in "sb":
            return (spec + "s") % (_octets(value),)
        if letter in "ar":
            return (spec + "s") % (ascii(value),)
        if letter == "c":
            return (spec + "s") % (_octet(value),)
        if letter in "eEfFgG" and not isinstance(value, (int, float)) and special(value, "__float__") is None:
            raise TypeError(f"float argument required, not {type(value).__name__}")
        return (spec + letter) % (value,)


def _octets(value):
    if isinstance(value, (bytes, bytearray, memoryview)):
        return bytes(value).decode("latin-1")
    method = special(value, "__bytes__")
    if method is None:
        raise TypeError(f"%b requires a bytes-like object, or an object that implements __bytes__, not '{type(value).__name__}'")
    result = method()
    if not isinstance(result, bytes):
        raise TypeError(f"__bytes__ returned non-bytes (type {type(result).__name__})")
    return result.decode("latin-1")


def _octet(value):
    if isinstance(value, (bytes, bytearray)) and len(value) == 1:
        return bytes(value).decode("latin-1")
    if not isinstance(value, int):
        raise TypeError("%c requires an integer in range(256) or a single byte")
    if not 0 <= value < 256:
        raise OverflowError("%c arg not in range(256)")
    return chr(value)


def percent_of_bytes(text, values):
    result = _Format(text, values).run()
    return bytearray(result) if isinstance(text, bytearray) else result
