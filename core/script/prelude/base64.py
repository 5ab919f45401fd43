# Python's base64 module: Base64, Base32 and Base16.

import binascii

_alphabet_32 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
_alphabet_32_hex = b"0123456789ABCDEFGHIJKLMNOPQRSTUV"
_to_urlsafe = bytes.maketrans(b"+/", b"-_")
_from_urlsafe = bytes.maketrans(b"-_", b"+/")


def _bytes_from_decode_data(s):
    if isinstance(s, str):
        try:
            return s.encode("ascii")
        except UnicodeEncodeError:
            raise ValueError("string argument should contain only ASCII characters")
    if isinstance(s, (bytes, bytearray)):
        return s
    try:
        return memoryview(s).tobytes()
    except TypeError:
        raise TypeError("argument should be a bytes-like object or ASCII string, not %r" % s.__class__.__name__) from None


def b64encode(s, altchars=None):
    encoded = binascii.b2a_base64(s, newline=False)
    if altchars is not None:
        assert len(altchars) == 2, repr(altchars)
        return encoded.translate(bytes.maketrans(b"+/", altchars))
    return encoded


def b64decode(s, altchars=None, validate=False):
    s = _bytes_from_decode_data(s)
    if altchars is not None:
        altchars = _bytes_from_decode_data(altchars)
        assert len(altchars) == 2, repr(altchars)
        s = s.translate(bytes.maketrans(altchars, b"+/"))
    return binascii.a2b_base64(s, strict_mode=validate)


def standard_b64encode(s):
    return b64encode(s)


def standard_b64decode(s):
    return b64decode(s)


def urlsafe_b64encode(s):
    return b64encode(s).translate(_to_urlsafe)


def urlsafe_b64decode(s):
    return b64decode(_bytes_from_decode_data(s).translate(_from_urlsafe))


def _encode_32(alphabet, s):
    s = bytes(memoryview(s))
    missing = -len(s) % 5
    s += bytes(missing)
    made = bytearray()
    for i in range(0, len(s), 5):
        five = int.from_bytes(s[i:i + 5], "big")
        made += bytes([alphabet[five >> shift & 31] for shift in range(35, -1, -5)])
    pads = {0: 0, 1: 1, 2: 3, 3: 4, 4: 6}[missing]
    if pads:
        made[-pads:] = b"=" * pads
    return bytes(made)


def _decode_32(alphabet, s, casefold=False, map01=None):
    s = _bytes_from_decode_data(s)
    if len(s) % 8:
        raise binascii.Error("Incorrect padding")
    if map01 is not None:
        map01 = _bytes_from_decode_data(map01)
        assert len(map01) == 1, repr(map01)
        s = s.translate(bytes.maketrans(b"01", b"O" + map01))
    if casefold:
        s = s.upper()
    size = len(s)
    s = s.rstrip(b"=")
    pads = size - len(s)
    values = {octet: i for i, octet in enumerate(alphabet)}
    made = bytearray()
    five = 0
    for i in range(0, len(s), 8):
        five = 0
        for octet in s[i:i + 8]:
            if octet not in values:
                raise binascii.Error("Non-base32 digit found") from None
            five = five << 5 | values[octet]
        made += (five << 5 * max(0, i + 8 - len(s))).to_bytes(5, "big")
    if pads not in (0, 1, 3, 4, 6):
        raise binascii.Error("Incorrect padding")
    if pads and made:
        del made[-((pads * 5 + 7) // 8):]
    return bytes(made)


def b32encode(s):
    return _encode_32(_alphabet_32, s)


def b32decode(s, casefold=False, map01=None):
    return _decode_32(_alphabet_32, s, casefold, map01)


def b32hexencode(s):
    return _encode_32(_alphabet_32_hex, s)


def b32hexdecode(s, casefold=False):
    return _decode_32(_alphabet_32_hex, s, casefold)


def b16encode(s):
    return binascii.hexlify(s).upper()


def b16decode(s, casefold=False):
    s = _bytes_from_decode_data(s)
    if casefold:
        s = s.upper()
    if s.translate(None, delete=b"0123456789ABCDEF"):
        raise binascii.Error("Non-base16 digit found")
    return binascii.unhexlify(s)


def encodebytes(s):
    return b"".join([binascii.b2a_base64(s[i:i + 57]) for i in range(0, len(s), 57)])


def decodebytes(s):
    return binascii.a2b_base64(s)


__all__ = [
    "encodebytes", "decodebytes", "b64encode", "b64decode", "b32encode", "b32decode", "b32hexencode", "b32hexdecode", "b16encode", "b16decode",
    "standard_b64encode", "standard_b64decode", "urlsafe_b64encode", "urlsafe_b64decode",
]
