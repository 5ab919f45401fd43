# struct: formats, sizes, floats and errors.
import math
import struct


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(f"{type(error).__module__}.{type(error).__name__}: {error}")


for format in ("", "b", "h", "i", "l", "q", "bi", "bq", "bhilq", "ib", "<bi", ">bhlq", "!I", "=l", "@l", "3s", "s", "2h3x", "5p", "c2c", "?", "e", "f", "d", "bd", "P", "n", "10s2i", " b i ", "x", "0i", "b0i", "z", "5", "<P", "3", "i!"):
    show(lambda: struct.calcsize(format))
for format, *values in (
    ("<h", 1), (">h", 1), ("b", -1), ("B", 255), ("<hiq", -2, 3, -4), ("!HIQ", 1, 2, 3), ("3s", b"abcd"), ("5s", b"ab"), ("5p", b"abcdefg"), ("c", b"x"), ("?", True), ("?", []), ("<f", 1.5), (">d", -0.1), ("<e", 0.333),
    ("<f", math.inf), ("<d", -math.inf), ("<f", 1e-45), ("<d", 5e-324), ("<e", 65504), ("<f", 3.4e38), ("bi", 1, 2), ("2h", 1, 2), ("x", ), ("<d", 0.0), ("<f", -0.0),
    ("b", 128), ("B", -1), ("h", 40000), ("H", 70000), ("<i", 2**31), ("<I", -1), ("<q", 2**63), ("<Q", 2**64), ("b", "x"), ("b", 1.5), ("b",), ("b", 1, 2), ("c", b"xy"), ("c", 5), ("s", "x"), ("f", "x"), ("<f", 1e39), ("<e", 70000), ("<f", 7),
):
    show(lambda: struct.pack(format, *values))
for format, octets in (
    ("<hiq", bytes(range(14))), (">hiq", bytes(range(14))), ("bi", b"\x01\x00\x00\x00\x02\x00\x00\x00"), ("3s2x", b"abcde"), ("5p", b"\x02abcd"), ("<f", b"\x00\x00\xc0\x3f"), ("<d", struct.pack("<d", math.pi)), ("?", b"\x02"),
    ("<e", b"\x00\x7c"), ("<h", b"\x01"), ("<h", "ab"), ("<2h", bytearray(b"\x01\x00\x02\x00")), ("c", b"x"), ("", b""), ("<f", b"\x01\x00\x00\x00"),
):
    show(lambda: struct.unpack(format, octets))
print(math.isnan(struct.unpack("<f", struct.pack("<f", math.nan))[0]))
buffer = bytearray(8)
for act in (
    lambda: struct.pack_into("<h", buffer, 2, 513), lambda: buffer, lambda: struct.pack_into("<q", buffer, 4, 1), lambda: struct.pack_into("<h", buffer, -2, 7), lambda: buffer, lambda: struct.pack_into("<h", buffer, -1, 7),
    lambda: struct.pack_into("<h", buffer, -20, 7), lambda: struct.unpack_from("<h", buffer, 2), lambda: struct.unpack_from("<q", buffer, 4), lambda: struct.unpack_from("<h", buffer, offset=-2), lambda: struct.pack_into("<h", b"xxxx", 0, 1),
    lambda: list(struct.iter_unpack("<h", b"\x01\x00\x02\x00")), lambda: list(struct.iter_unpack("<h", b"abc")), lambda: struct.iter_unpack("", b""), lambda: struct.Struct("<hI").size, lambda: struct.Struct("<hI").format,
    lambda: struct.Struct(">I").pack(5), lambda: struct.Struct(">I").unpack(b"\x00\x00\x00\x05"), lambda: struct.Struct(5), lambda: struct.calcsize(b"<i"), lambda: struct.pack("<3h", *range(3)),
):
    show(act)
