# hashlib, binascii and base64, with the test vectors of their standards.
import base64
import binascii
import hashlib


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


vectors = [b"", b"a", b"abc", b"message digest", b"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", b"1234567890" * 8, b"a" * 55, b"a" * 56, b"a" * 63, b"a" * 64, b"a" * 65, bytes(range(256)) * 9]
for name in ("md5", "sha1", "sha224", "sha256"):
    for vector in vectors:
        print(name, hashlib.new(name, vector).hexdigest())
    made = getattr(hashlib, name)(b"begin")
    copy = made.copy()
    for i in range(100):
        made.update(b"x" * i)
    copy.update(bytearray(b"other"))
    print(made.hexdigest(), copy.digest(), made.name, made.digest_size, made.block_size, made.digest() == made.digest())
for act in (
    lambda: hashlib.md5("text"), lambda: hashlib.sha256(5), lambda: hashlib.new("nope"), lambda: hashlib.sha1(memoryview(b"abc")).hexdigest(), lambda: hashlib.sha256(b"a", usedforsecurity=False).hexdigest(),
    lambda: hashlib.sha256().update("x"), lambda: hashlib.new("SHA256", b"abc").hexdigest(), lambda: "md5" in hashlib.algorithms_guaranteed,
    lambda: binascii.hexlify(b"\x00\xff"), lambda: binascii.hexlify(b"\x00\xff", ":"), lambda: binascii.b2a_hex(bytearray(b"ab")), lambda: binascii.unhexlify("00fF"), lambda: binascii.unhexlify(b"abc"),
    lambda: binascii.unhexlify("zz"), lambda: binascii.a2b_hex("61"), lambda: binascii.hexlify("x"), lambda: binascii.unhexlify(5), lambda: binascii.crc32(b"123456789"), lambda: binascii.crc32(b"6789", binascii.crc32(b"12345")),
    lambda: binascii.crc32(b""), lambda: binascii.crc32("x"), lambda: binascii.b2a_base64(b"hello"), lambda: binascii.b2a_base64(b"hello", newline=False), lambda: binascii.a2b_base64("aGVsbG8="),
    lambda: binascii.a2b_base64("aGVsbG8"), lambda: binascii.a2b_base64("a"), lambda: binascii.a2b_base64(b"aG V\nsbG8="), lambda: binascii.a2b_base64("aGVs*", strict_mode=True), lambda: binascii.a2b_base64("\u00e9"),
    lambda: binascii.crc_hqx(b"123456789", 0), lambda: issubclass(binascii.Error, ValueError),
    lambda: base64.b64encode("x"), lambda: base64.b64decode("YQ"), lambda: base64.b64decode("YWJj!", validate=True), lambda: base64.b64decode("YWJj!"), lambda: base64.urlsafe_b64encode(b"\xfb\xff\xfe"),
    lambda: base64.urlsafe_b64decode("-__-"), lambda: base64.b64encode(b"\xfb\xff", altchars=b"._"), lambda: base64.b64decode(b"._8=", altchars=b"._"), lambda: base64.standard_b64encode(b"a"), lambda: base64.b32decode("MZXW6==="),
    lambda: base64.b32decode("mzxw6===", casefold=True), lambda: base64.b32decode("mzxw6==="), lambda: base64.b32decode("A"), lambda: base64.b16decode("6a"), lambda: base64.b16decode("6A"), lambda: base64.b16decode("6a", True),
    lambda: base64.b64decode(5), lambda: base64.encodebytes(b"x" * 60), lambda: base64.decodebytes(b"eHh4\n"), lambda: base64.b32hexencode(b"foobar"), lambda: base64.b32hexdecode("CPNMUOJ1E8======"),
):
    show(act)
for text in (b"", b"f", b"fo", b"foo", b"foob", b"fooba", b"foobar"):
    print(base64.b64encode(text), base64.b32encode(text), base64.b16encode(text), base64.b64decode(base64.b64encode(text)) == text, base64.b32decode(base64.b32encode(text)) == text)
