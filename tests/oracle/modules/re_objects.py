# re: patterns and matches as objects, templates, functions as replacements, bytes, and errors of arguments.
import re


def show(function):
    try:
        print(repr(function()))
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


pattern = re.compile(r"(?P<first>\w)(\w)?", re.IGNORECASE)
found = pattern.search("--ab--", 1)
for act in (
    lambda: pattern.pattern, lambda: pattern.groups, lambda: dict(pattern.groupindex), lambda: pattern, lambda: pattern == re.compile(r"(?P<first>\w)(\w)?", re.I), lambda: hash(pattern) == hash(pattern),
    lambda: found, lambda: found.group(), lambda: found.group(0, 1, 2), lambda: found.group("first"), lambda: found["first"], lambda: found[2], lambda: found.group(3), lambda: found.group("x"),
    lambda: found.groups(), lambda: found.groups("-"), lambda: found.groupdict(), lambda: found.start(), lambda: found.end("first"), lambda: found.span(2), lambda: found.span(9), lambda: found.pos,
    lambda: found.endpos, lambda: found.string, lambda: found.re is pattern, lambda: found.lastindex, lambda: found.lastgroup, lambda: found.regs, lambda: found.expand(r"\2\1\g<first>"), lambda: bool(found),
    lambda: pattern.match("--"), lambda: pattern.match("ab", 1).span(), lambda: pattern.fullmatch("abc"), lambda: pattern.fullmatch("abc", 0, 2), lambda: pattern.search("abc", 5), lambda: pattern.search("abc", -3, 99).span(),
    lambda: pattern.findall("ab c", 1), lambda: [m.group() for m in pattern.finditer("ab c")], lambda: pattern.split("a-b"), lambda: pattern.sub("x", "ab cd"), lambda: pattern.subn("x", "ab cd", count=1),
    lambda: re.match("(a)|b", "b").groups(), lambda: re.match("(a)|b", "b").groups(0), lambda: re.match("(a)|b", "b").span(1), lambda: re.match("(a)|b", "b").group(1), lambda: re.match("(a)|b", "b").lastindex,
    lambda: re.sub("(a)|b", r"[\1]", "ab"), lambda: re.sub("a", r"\n\t\\\.", "a"), lambda: re.sub("a", "\\", "a"), lambda: re.sub("a", r"\q", "a"), lambda: re.sub("a", r"\1", "a"), lambda: re.sub("(a)", r"\g<1>0\g<0>", "a"),
    lambda: re.sub("a", r"\g<x>", "a"), lambda: re.sub("a", r"\g<", "a"), lambda: re.sub("a", r"\g", "a"), lambda: re.sub("a", r"\g<>", "a"), lambda: re.sub("a", r"\g<1 >", "a"), lambda: re.sub("a", r"\101\0", "a"),
    lambda: re.sub(r"\d+", lambda m: str(int(m.group()) * 2), "1 22 x 3"), lambda: re.sub("x*", "-", "abxd"), lambda: re.sub("", "-", "ab"),
    lambda: re.split(r"(,)\s*|;", "a, b;c"), lambda: re.split(r"x*", "axbc"), lambda: re.split(",", "a,b,c", maxsplit=-1), lambda: re.split(r"\W+", "Words, words, words.", maxsplit=1), lambda: re.split("", "ab"),
    lambda: re.escape("a.b*c[1] \n-\u00e9#"), lambda: re.escape(b"a.b"), lambda: re.findall(rb"\w+", b"ab \xe9 cd"), lambda: re.sub(rb"(b)", rb"<\1>", b"abc"), lambda: re.search(b"b", bytearray(b"abc")).group(),
    lambda: re.search(b"b", memoryview(b"abc")), lambda: re.match("a", b"a"), lambda: re.match(b"a", "a"), lambda: re.match("a", 5), lambda: re.match(5, "a"), lambda: re.compile(pattern) is pattern,
    lambda: re.compile(pattern, re.M), lambda: re.compile(b"\xe9").search(b"a\xe9").span(), lambda: re.search(rb"(?i)\xe9", b"\xc9"),
    lambda: re.search("\u00e9(.)", "a\u00e9\u4e2d").span(1), lambda: [m.span() for m in re.finditer(r"\w", "\u00e9 \U0001f600 x")], lambda: re.sub("\u00e9", "e", "\u00e9\u00e9"), lambda: re.I, lambda: re.I | re.M,
    lambda: re.compile("a", re.I | re.X), lambda: int(re.S), lambda: re.compile("a", 2).flags, lambda: re.compile("(?im)a").flags, lambda: re.I in (re.I, re.M), lambda: re.purge(), lambda: bool(re.NOFLAG),
    lambda: re.compile("a" * 300), lambda: re.compile(b"a"), lambda: re.error is re.PatternError, lambda: list(map(type, re.search("a", "a").span())), lambda: isinstance(found, re.Match), lambda: isinstance(pattern, re.Pattern),
):
    show(act)
tokens = re.compile(r"""
    (?P<number>\d+(?:\.\d*)?)   # a number
  | (?P<name>[A-Za-z_]\w*)
  | (?P<op>[-+*/=()])
  | (?P<space>\s+)
""", re.VERBOSE)
print([(m.lastgroup, m.group()) for m in tokens.finditer("x = 3.14 * (y_2 + 10)") if m.lastgroup != "space"])
log = "2024-01-02 ERROR [worker-3] failed after 12ms\n2024-01-03 INFO [worker-1] ok after 7ms\n"
print(re.findall(r"^(\S+) (\w+) \[worker-(\d+)\] .*?(\d+)ms$", log, re.MULTILINE))
print(re.sub(r"(?P<y>\d{4})-(?P<m>\d\d)-(?P<d>\d\d)", r"\g<d>.\g<m>.\g<y>", log))
print(re.compile(r"(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}").match("192.168.1.254"))
print([bool(re.fullmatch(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", text)) for text in ("a@b.cd", "a@b", "a b@c.de")])
print(re.split(r"(?<=[.!?])\s+", "One. Two! Three? Four"), re.findall(r"[A-Z][a-z]*", "CamelCaseText"), re.sub(r"(?<!^)(?=[A-Z])", "_", "CamelCaseText").lower())
show(lambda: (re.sub("a", "b", "aaa", 1), re.subn("A", "b", "aaa", 2, re.I), re.split(",", "a,b,c", 1)))
show(lambda: re.sub("a", "b", "a", 1, count=1))
show(lambda: re.split("a", "b", 1, re.I, flags=re.I))
show(lambda: re.split("a", "b", 1, re.I, 5))
re.compile("(unclosed")
