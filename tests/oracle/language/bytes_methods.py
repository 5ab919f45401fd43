# The methods of bytes and bytearray.
def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


samples = [b"", b"a", b"Hello World", b"  pad\t\n", b"a,b,,c", b"\xe9\xff\x80abc", b"line one\nline two\r\nthree\rfour\x0bfive\x0csix\x1cseven\x85eight\n",
           b"MiXeD 123", b"\x1c x \x1f", b"-42", b"+7", b"tab\tbed\n\tx", bytes(range(256))]
plain = ["upper", "lower", "title", "capitalize", "swapcase", "isalnum", "isalpha", "isdigit", "islower", "isupper", "istitle", "isspace", "isascii", "strip", "lstrip",
         "rstrip", "split", "rsplit", "splitlines", "expandtabs", "hex"]
for kind in (bytes, bytearray):
    for sample in samples:
        value = kind(sample)
        print(value[:12], [getattr(value, name)() for name in plain])
        print(value.splitlines(True), value.splitlines(keepends=False), value.expandtabs(4), value.expandtabs(tabsize=2), value.hex(":"), value.hex("-", 2), value.hex(b"_", -3))
    a = kind(b"abcabcabc")
    for act in (
        lambda: a.find(b"c"), lambda: a.find(b"c", 3), lambda: a.find(b"c", 3, 5), lambda: a.find(99), lambda: a.find(b"zz"), lambda: a.find(""), lambda: a.find(300),
        lambda: a.find(b"", 20), lambda: a.find(b"", 9), lambda: a.find(b"a", None, None), lambda: a.find(b"a", -3), lambda: a.find(b"a", "x"), lambda: a.rfind(b"ab"), lambda: a.rfind(b"ab", 0, 4),
        lambda: a.index(b"ca"), lambda: a.index(b"x"), lambda: a.rindex(b"a"), lambda: a.rindex(b"x"), lambda: a.index("x"), lambda: a.count(b"a"), lambda: a.count(97),
        lambda: a.count(b""), lambda: a.count(b"bc", 2), lambda: a.count("a"), lambda: a.startswith(b"ab"), lambda: a.startswith((b"x", b"ab")), lambda: a.startswith("ab"),
        lambda: a.startswith(("ab",)), lambda: a.startswith(b"bc", 1), lambda: a.endswith(b"bc"), lambda: a.endswith(bytearray(b"c"), 0, 3), lambda: a.endswith(5),
        lambda: a.replace(b"b", b""), lambda: a.replace(b"b", b"--", 2), lambda: a.replace(b"", b"."), lambda: a.replace("a", b"b"), lambda: a.replace(b"a", "b"),
        lambda: a.replace(b"a", b"b", "x"), lambda: a.replace(b"a"), lambda: a.split(b"b"), lambda: a.split(b"b", 1), lambda: a.split(sep=b"c", maxsplit=2), lambda: a.split(b""),
        lambda: a.split("b"), lambda: a.rsplit(b"b", 1), lambda: kind(b" a  b c ").split(), lambda: kind(b" a  b c ").split(None, 1), lambda: kind(b" a  b c ").rsplit(None, 1),
        lambda: a.partition(b"ca"), lambda: a.partition(b"x"), lambda: a.rpartition(b"ca"), lambda: a.rpartition(b"x"), lambda: a.partition(b""), lambda: a.partition("x"),
        lambda: a.strip(b"ac"), lambda: a.lstrip(b"ab"), lambda: a.rstrip(b"c"), lambda: a.strip("a"), lambda: a.strip(None), lambda: a.removeprefix(b"abc"), lambda: a.removesuffix(b"bc"),
        lambda: a.removeprefix("a"), lambda: a.ljust(12, b"."), lambda: a.rjust(12), lambda: a.center(12, b"*"), lambda: a.center(13, b"*"), lambda: a.ljust(12, "."),
        lambda: a.ljust("x"), lambda: kind(b"-5").zfill(5), lambda: a.zfill(12), lambda: a.join([b"x", bytearray(b"y")]), lambda: a.join([b"x", "y"]), lambda: a.join([1]),
        lambda: a.join(5), lambda: a.join([]), lambda: kind(b",").join(p for p in (b"1", b"2")), lambda: a.translate(bytes.maketrans(b"abc", b"xyz")), lambda: a.translate(None, b"b"),
        lambda: a.translate(None, delete=b"ac"), lambda: a.translate(b"short"), lambda: a.translate("x"), lambda: kind.maketrans(b"a", b"bc"), lambda: kind.maketrans("a", "b"),
        lambda: kind.fromhex("00 ff 7F"), lambda: kind.fromhex("0"), lambda: kind.fromhex("zz"), lambda: kind.fromhex("12 3"), lambda: kind.fromhex(5), lambda: a.hex("--"), lambda: a.hex(5),
        lambda: a.hex(""), lambda: a.decode(), lambda: a.upper("x"), lambda: a.split(1), lambda: a.find(), lambda: kind.upper("x"), lambda: kind.upper(a),
        lambda: kind(b"\xe9 \xe9").split(b"\xe9"), lambda: kind(b"\xe9a\xe9").strip(b"\xe9"), lambda: kind(b"\xe9a").replace(b"\xe9", b"\xff"), lambda: kind(b"\xe9").center(4, b"\xff"),
    ):
        show(act)
print(b"abc".strip() == b"abc", b"%" == b"%", bytes.__name__, bytearray.__name__)
n = 0x1234
for act in (
    lambda: n.to_bytes(2, "big"), lambda: n.to_bytes(4, "little"), lambda: n.to_bytes(1, "big"), lambda: (-1).to_bytes(2, "big", signed=True), lambda: (-1).to_bytes(2, "big"),
    lambda: (128).to_bytes(1, "big", signed=True), lambda: (-128).to_bytes(1, "big", signed=True), lambda: (-129).to_bytes(1, "big", signed=True), lambda: (0).to_bytes(0, "big"),
    lambda: (255).to_bytes(), lambda: n.to_bytes(2, "middle"), lambda: n.to_bytes(-1, "big"), lambda: (2**100).to_bytes(13, "big"), lambda: (-2**100).to_bytes(14, "little", signed=True),
    lambda: n.to_bytes(length=2, byteorder="little"), lambda: int.from_bytes(b"\x12\x34", "big"), lambda: int.from_bytes(b"\x12\x34", "little"), lambda: int.from_bytes(b"\xff\xfe", "big", signed=True),
    lambda: int.from_bytes(b""), lambda: int.from_bytes([1, 2]), lambda: int.from_bytes(bytes(range(20)), "little"), lambda: int.from_bytes(b"\x80" + bytes(16), "big", signed=True),
    lambda: int.from_bytes("x"), lambda: int.from_bytes(b"a", "x"), lambda: int.from_bytes(b"a", 5), lambda: True.to_bytes(), lambda: int.from_bytes(bytes=b"\x01", byteorder="big"),
):
    show(act)
