# Python's struct module. Sizes and alignment are those of a 64-bit machine with the lowest byte first.

import math as _math


class error(Exception):
    pass


error.__module__ = "struct"
_native_sizes = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "P": 8, "e": 2, "f": 4, "d": 8, "?": 1}
_standard_sizes = {"b": 1, "B": 1, "h": 2, "H": 2, "i": 4, "I": 4, "l": 4, "L": 4, "q": 8, "Q": 8, "e": 2, "f": 4, "d": 8, "?": 1}
_float_parts = {"e": (5, 10), "f": (8, 23), "d": (11, 52)}
_cache = {}


def _pack_float(value, code):
    bits, digits = _float_parts[code]
    bias = (1 << bits - 1) - 1
    sign = 1 if _math.copysign(1.0, value) < 0 else 0
    value = abs(value)
    if value != value:
        exponent, fraction = 2 * bias + 1, 1 << digits - 1
    elif value == _math.inf:
        exponent, fraction = 2 * bias + 1, 0
    elif value == 0:
        exponent = fraction = 0
    else:
        mantissa, power = _math.frexp(value)
        exponent = power - 1 + bias
        if exponent < 1:
            fraction, exponent = round(_math.ldexp(mantissa, power + digits + bias - 1)), 0
        else:
            fraction = round(_math.ldexp(mantissa, digits + 1)) - (1 << digits)
        if fraction >> digits:
            fraction -= 1 << digits
            exponent += 1
        if exponent >= 2 * bias + 1:
            raise OverflowError("float too large to pack with " + code + " format")
    return sign << bits + digits | exponent << digits | fraction


def _unpack_float(number, code):
    bits, digits = _float_parts[code]
    bias = (1 << bits - 1) - 1
    exponent, fraction = number >> digits & (1 << bits) - 1, number & (1 << digits) - 1
    if exponent == 2 * bias + 1:
        value = _math.nan if fraction else _math.inf
    elif exponent:
        value = _math.ldexp(fraction + (1 << digits), exponent - bias - digits)
    else:
        value = _math.ldexp(fraction, 1 - bias - digits)
    return -value if number >> bits + digits else value


class Struct:
    def __init__(self, format):
        if isinstance(format, (bytes, bytearray)):
            format = format.decode("ascii")
        if not isinstance(format, str):
            raise TypeError(f"Struct() argument 1 must be a str or bytes object, not {type(format).__name__}")
        self.format = format
        at = 0
        native = True
        order = "little"
        if format[:1] in ("@", "=", "<", ">", "!") and format:
            native = format[0] == "@"
            order = "big" if format[0] in ">!" else "little"
            at = 1
        self._order = order
        sizes = _native_sizes if native else _standard_sizes
        items, place, values = [], 0, 0
        while at < len(format):
            char = format[at]
            at += 1
            if char.isspace():
                continue
            count = 1
            if "0" <= char <= "9":
                start = at - 1
                while at < len(format) and "0" <= format[at] <= "9":
                    at += 1
                count = int(format[start:at])
                if at == len(format):
                    raise error("repeat count given without format specifier")
                char = format[at]
                at += 1
            if char == "x":
                place += count
            elif char in "sp":
                items.append((place, count, char))
                place += count
                values += 1
            elif char == "c" or char in sizes:
                size = 1 if char == "c" else sizes[char]
                if native:
                    place += -place % size
                for _ in range(count):
                    items.append((place, size, char))
                    place += size
                values += count
            else:
                raise error("bad char in struct format")
        self.size = place
        self._items = items
        self._count = values

    def pack(self, *values):
        if len(values) != self._count:
            raise error(f"pack expected {self._count} items for packing (got {len(values)})")
        made = bytearray(self.size)
        for (place, size, char), value in zip(self._items, values):
            made[place:place + size] = _packed(char, size, value, self._order)
        return bytes(made)

    def pack_into(self, buffer, offset, *values):
        if len(values) != self._count:
            raise error(f"pack_into expected {self._count} items for packing (got {len(values)})")
        view = memoryview(buffer)
        if view.readonly:
            raise TypeError(f"argument must be read-write bytes-like object, not {type(buffer).__name__}")
        start = _offset(self, "pack_into", view, offset)
        for (place, size, char), value in zip(self._items, values):
            view[start + place:start + place + size] = _packed(char, size, value, self._order)

    def unpack(self, buffer):
        octets = _octets(buffer)
        if len(octets) != self.size:
            raise error(f"unpack requires a buffer of {self.size} bytes")
        return self._unpacked(octets, 0)

    def unpack_from(self, buffer, offset=0):
        octets = _octets(buffer)
        return self._unpacked(octets, _offset(self, "unpack_from", octets, offset))

    def iter_unpack(self, buffer):
        octets = _octets(buffer)
        if not self.size:
            raise error("cannot iteratively unpack with a struct of length 0")
        if len(octets) % self.size:
            raise error(f"iterative unpacking requires a buffer of a multiple of {self.size} bytes")
        return iter([self._unpacked(octets, at) for at in range(0, len(octets), self.size)])

    def _unpacked(self, octets, start):
        values = []
        order = self._order
        for place, size, char in self._items:
            at = start + place
            if char in "bhilqn":
                values.append(int.from_bytes(octets[at:at + size], order, signed=True))
            elif char in "BHILQNP":
                values.append(int.from_bytes(octets[at:at + size], order))
            elif char in _float_parts:
                values.append(_unpack_float(int.from_bytes(octets[at:at + size], order), char))
            elif char == "?":
                values.append(octets[at] != 0)
            elif char == "p":
                values.append(octets[at + 1:at + 1 + min(octets[at], size - 1)] if size else b"")
            else:
                values.append(octets[at:at + size])
        return tuple(values)

    def __repr__(self):
        return f"_struct.Struct({self.format!r})"


def _octets(buffer):
    if isinstance(buffer, (bytearray, memoryview)):
        return bytes(buffer)
    if not isinstance(buffer, bytes):
        raise TypeError(f"a bytes-like object is required, not '{type(buffer).__name__}'")
    return buffer


def _offset(made, name, buffer, offset):
    length = len(buffer)
    verb, doing = ("no space to pack", "packing") if name == "pack_into" else ("not enough data to unpack", "unpacking")
    start = offset
    if offset < 0:
        if offset + made.size > 0:
            raise error(f"{verb} {made.size} bytes at offset {offset}")
        start += length
        if start < 0:
            raise error(f"offset {offset} out of range for {length}-byte buffer")
    if length - start < made.size:
        raise error(f"{name} requires a buffer of at least {made.size + start} bytes for {doing} {made.size} bytes at offset {start} "
                    f"(actual buffer size is {length})")
    return start


def _packed(char, size, value, order):
    if char == "c":
        if not isinstance(value, (bytes, bytearray)) or len(value) != 1:
            raise error("char format requires a bytes object of length 1")
        return value
    if char in "sp":
        if not isinstance(value, (bytes, bytearray)):
            raise error(f"argument for '{char}' must be a bytes object")
        if char == "s" or not size:
            return value[:size].ljust(size, b"\0")
        kept = value[:min(size - 1, 255)]
        return (bytes([len(kept)]) + kept).ljust(size, b"\0")
    if char == "?":
        return b"\1" if value else b"\0"
    if char in _float_parts:
        if not isinstance(value, (int, float)) and not hasattr(value, "__float__"):
            raise error("required argument is not a float")
        try:
            return _pack_float(float(value), char).to_bytes(size, order)
        except OverflowError:
            if not isinstance(value, int):
                raise
            raise error("int too large to convert") from None
    if not isinstance(value, int):
        if not hasattr(type(value), "__index__"):
            raise error("required argument is not an integer")
        value = value.__index__()
    signed = char in "bhilqn"
    low, high = (-(1 << 8 * size - 1), (1 << 8 * size - 1) - 1) if signed else (0, (1 << 8 * size) - 1)
    if not low <= value <= high:
        raise error(f"'{char}' format requires {low} <= number <= {high}")
    return value.to_bytes(size, order, signed=signed)


def _struct(format):
    found = _cache.get(format)
    if found is None:
        if len(_cache) >= 100:
            _cache.clear()
        found = _cache[format] = Struct(format)
    return found


def calcsize(format, /):
    return _struct(format).size


def pack(format, /, *values):
    return _struct(format).pack(*values)


def pack_into(format, buffer, offset, /, *values):
    _struct(format).pack_into(buffer, offset, *values)


def unpack(format, buffer, /):
    return _struct(format).unpack(buffer)


def unpack_from(format, /, buffer, offset=0):
    return _struct(format).unpack_from(buffer, offset)


def iter_unpack(format, buffer, /):
    return _struct(format).iter_unpack(buffer)


__all__ = ["calcsize", "pack", "pack_into", "unpack", "unpack_from", "iter_unpack", "Struct", "error"]
