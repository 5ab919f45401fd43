# Bytes literals: escapes, raw ones, concatenation, and what they are in expressions.
print(b"", b'a', b"it's", b'say "x"', b'\'"', b"\\ \n \r \t \a \b \f \v \0 \x7f \xff \101 \377", rb"\n\x", Rb'\'', bR"\"", B"x")
print(b"a" b'b' rb"\c" b"""d
e""", b"line\
d", "\u00e9".encode())
print(len(b"\u1234\N{x}"[:0]), b"ab"[0], b"ab"[-1], b"abc"[1:], b"abc"[::-1], b"abc"[5:], type(b"x"), b"x" is not None)


def doc():
    b"not a docstring"


print(doc.__doc__, {b"k": 1}[b"k"], b"k" in {b"k"}, hash(b"k") == hash(b"k"), (b"a", 1) == (b"a", 1))
for text in ("b'\u00e9'", "b'a' 'b'", "'a' b'b'", "b'\\xg0'", "b'\\x1'", "b'abc", "b'''abc", "fb''", "ub''"):
    print(text.encode("ascii", "backslashreplace"))
print(f"{b'x'}", f"{b'x'!r:>6}|", "%s %r" % (b"a", b"b"), str(b"\xff"), ascii(b"\x80"), repr(b"\x1b"))
