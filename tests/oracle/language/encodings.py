# str.encode() and bytes.decode(): encodings, error handlers, and the exceptions with their attributes.
def show(function):
    try:
        print(repr(function()))
    except UnicodeError as error:
        print(f"{type(error).__name__}: {error}", error.args, getattr(error, "encoding", 0), getattr(error, "start", 0), getattr(error, "end", 0), getattr(error, "reason", 0),
              getattr(error, "object", 0))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


texts = ["", "plain", "h\u00e9llo", "\u20ac 5", "\U0001f600!", "a\u00e9\u00e9b\u0100"]
encodings = ["utf-8", "UTF8", "utf_8", "ascii", "US-ASCII", "latin-1", "iso-8859-1", "L1", "utf-16", "utf-16-le", "UTF-16BE", "utf-32", "utf_32_le", "utf-32-be", "utf-8-sig"]
for text in texts:
    for encoding in encodings:
        show(lambda: text.encode(encoding))
    for errors in ("ignore", "replace", "backslashreplace", "xmlcharrefreplace", "nonsense"):
        show(lambda: text.encode("ascii", errors))
        show(lambda: text.encode("latin-1", errors=errors))
for text in texts:
    for encoding in ("utf-8", "utf-16", "utf-16-be", "utf-32", "utf-8-sig"):
        assert text.encode(encoding).decode(encoding) == text
octets = [b"\xff", b"a\xe9b", b"\xc3", b"\xc3(", b"\xe2\x82", b"\xe2\x82x", b"\xf0\x9f\x98", b"\xf0\x9f\x98\x80", b"\xed\xa0\x80", b"\xc0\x80", b"\xf5", b"ok\x80\x81end", b"\xf4\x90\x80\x80"]
for value in octets:
    for encoding in ("utf-8", "ascii", "latin-1"):
        show(lambda: value.decode(encoding))
    for errors in ("ignore", "replace", "backslashreplace", "nonsense", "xmlcharrefreplace"):
        show(lambda: value.decode("utf-8", errors))
        show(lambda: bytearray(value).decode("ascii", errors))
for value in (b"a", b"a\x00b", b"\x00\xd8", b"\x00\xd8a\x00", b"\x00\xdc"):
    show(lambda: value.decode("utf-16-le"))
    show(lambda: value.decode("utf-16"))
    show(lambda: value.decode("utf-16-be", "replace"))
show(lambda: b"\x00\x00\x11\x00".decode("utf-32-le"))
show(lambda: b"\xff\xfea\x00".decode("utf-16") + b"\xfe\xff\x00a".decode("utf-16"))
show(lambda: b"a".decode("utf-32-le"))
show(lambda: b"\xef\xbb\xbfx".decode("utf-8-sig") + b"\xef\xbb\xbfx".decode())
show(lambda: "a".encode("nope"))
show(lambda: b"a".decode("nope"))
show(lambda: "a".encode(5))
show(lambda: "a".encode("ascii", 5))
show(lambda: b"a".decode(None))
show(lambda: str(b"h\xc3\xa9", "utf-8"))
show(lambda: str(b"\xe9", encoding="ascii", errors="replace"))
show(lambda: str(bytearray(b"x"), errors="strict"))
show(lambda: str(memoryview(b"view"), "ascii"))
show(lambda: str("x", "utf-8"))
show(lambda: str(5, "utf-8"))
show(lambda: UnicodeDecodeError("utf-8", b"abc", 0, 1, "why"))
show(lambda: UnicodeEncodeError("utf-8", "abc", 0, 2, "why"))
show(lambda: UnicodeDecodeError("short"))
show(lambda: UnicodeEncodeError("utf-8", b"abc", 0, 1, "why"))
try:
    raise UnicodeDecodeError("code", b"abc", 1, 2, "made up")
except ValueError as error:
    print(error, isinstance(error, UnicodeError), error.object[error.start:error.end])
print("\u00e9".encode().hex(), len("\u20ac".encode()), "x".encode(encoding="utf-8", errors="strict"))
b"caf\xe9".decode()
