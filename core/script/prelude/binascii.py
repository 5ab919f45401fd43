# Python's binascii module.


class Error(ValueError):
    pass


class Incomplete(Exception):
    pass


Error.__module__ = Incomplete.__module__ = "binascii"
_alphabet = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_values = {octet: i for i, octet in enumerate(_alphabet)}
_hex_digits = frozenset("0123456789abcdefABCDEF")


def _octets(data, encoded=False):
    """The octets of a bytes-like object or, if `encoded`, of an ASCII str."""
    if encoded and isinstance(data, str):
        if not data.isascii():
            raise ValueError("string argument should contain only ASCII characters")
        return data.encode("ascii")
    if isinstance(data, (bytes, bytearray, memoryview)):
        return bytes(data)
    if encoded:
        raise TypeError(f"argument should be bytes, buffer or ASCII string, not '{type(data).__name__}'")
    raise TypeError(f"a bytes-like object is required, not '{type(data).__name__}'")


def hexlify(data, *arguments, **names):
    return _octets(data).hex(*arguments, **names).encode("ascii")


def b2a_hex(data, *arguments, **names):
    return _octets(data).hex(*arguments, **names).encode("ascii")


def unhexlify(hexstr, /):
    text = _octets(hexstr, True).decode("latin-1")
    if len(text) % 2:
        raise Error("Odd-length string")
    if not _hex_digits.issuperset(text):
        raise Error("Non-hexadecimal digit found")
    return bytes.fromhex(text)


def a2b_hex(hexstr, /):
    return unhexlify(hexstr)


def b2a_base64(data, /, *, newline=True):
    octets = _octets(data)
    missing = -len(octets) % 3
    octets += bytes(missing)
    made = bytearray()
    for i in range(0, len(octets), 3):
        three = octets[i] << 16 | octets[i + 1] << 8 | octets[i + 2]
        made += bytes((_alphabet[three >> 18], _alphabet[three >> 12 & 63], _alphabet[three >> 6 & 63], _alphabet[three & 63]))
    if missing:
        made[-missing:] = b"=" * missing
    if newline:
        made += b"\n"
    return bytes(made)


def a2b_base64(data, /, *, strict_mode=False):
    octets = _octets(data, True)
    made = bytearray()
    quad = pads = left = digits = 0
    padding_started = False
    if strict_mode and octets.startswith(b"="):
        raise Error("Leading padding not allowed")
    for i, octet in enumerate(octets):
        if octet == 61:
            padding_started = True
            pads += 1
            if quad >= 2 and quad + pads >= 4:
                if strict_mode and i + 1 < len(octets):
                    raise Error("Excess data after padding")
                return bytes(made)
            if strict_mode and quad == 0:
                raise Error("Excess padding not allowed" if digits else "Leading padding not allowed")
            continue
        value = _values.get(octet)
        if value is None:
            if strict_mode:
                raise Error("Only base64 data is allowed")
            continue
        if strict_mode and padding_started:
            raise Error("Discontinuous padding not allowed")
        pads = 0
        digits += 1
        if quad == 0:
            left = value
        elif quad == 1:
            made.append(left << 2 | value >> 4)
            left = value & 15
        elif quad == 2:
            made.append(left << 4 | value >> 2)
            left = value & 3
        else:
            made.append(left << 6 | value)
        quad = (quad + 1) % 4
    if quad == 1:
        raise Error(f"Invalid base64-encoded string: number of data characters ({digits}) cannot be 1 more than a multiple of 4")
    if quad:
        raise Error("Incorrect padding")
    return bytes(made)


def _table():
    table = []
    for octet in range(256):
        for _ in range(8):
            octet = octet >> 1 ^ (0xedb88320 if octet & 1 else 0)
        table.append(octet)
    return table


_crc_table = _table()


def crc32(data, crc=0, /):
    crc = crc & 0xffffffff ^ 0xffffffff
    for octet in _octets(data):
        crc = _crc_table[(crc ^ octet) & 255] ^ crc >> 8
    return crc ^ 0xffffffff


def crc_hqx(data, crc, /):
    crc &= 0xffff
    for octet in _octets(data):
        crc ^= octet << 8
        for _ in range(8):
            crc = (crc << 1 ^ 0x1021 if crc & 0x8000 else crc << 1) & 0xffff
    return crc
