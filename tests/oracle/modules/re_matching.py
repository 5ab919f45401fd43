# re: what patterns match, with all kinds of items, and the functions over matches.
import re


def show(function):
    try:
        print(repr(function()))
    except re.error as error:
        print(f"{type(error).__name__}: {error}", error.msg, error.pos, error.lineno, error.colno, error.pattern)
    except Exception as error:
        print(f"{type(error).__name__}: {error}")


def groups(pattern, text, flags=0):
    found = re.search(pattern, text, flags)
    return None if found is None else (found.span(), found.group(), found.groups(), found.groupdict(), found.lastindex, found.lastgroup)


cases = [
    (r"abc", "xxabcxx"), (r"a.c", "a\nc abc"), (r"a*", "baaa"), (r"^a+", "aab"), (r"a+$", "baa\n"), (r"(a)(b)?(c)", "ac"), (r"(a|ab)(c|bcd)(d*)", "abcd"),
    (r"(?:ab)+", "ababx"), (r"(ab)+", "ababx"), (r"(a|b)*c", "abac"), (r"(a*)*", "aaa"), (r"(a*)+b", "aab"), (r"(a|b|ab)*?c", "ababc"), (r"a{2,3}", "aaaa"),
    (r"a{2,3}?", "aaaa"), (r"a{,2}", "aaa"), (r"a{2}", "aaa"), (r"a{2,}", "aaaa"), (r"a{x}", "a{x}"), (r"x{", "x{"), (r"(ab){2,3}", "abababab"), (r"(?:a|b){3}c", "abbabc"),
    (r"<.*>", "<a><b>"), (r"<.*?>", "<a><b>"), (r"<[^>]*>", "<a><b>"), (r"\d+", "ab 12 34"), (r"\D+\s\S+", "ab 12"), (r"\w+@\w+\.com", "me x_1@site.com"), (r"\bfoo\b", "food foo"),
    (r"\Bo", "foo"), (r"\Aab", "ab"), (r"ab\Z", "ab"), (r"ab\Z", "ab\n"), (r"[a-c]+", "xxabcd"), (r"[^a-c]+", "abxyz"), (r"[]a]+", "x]a"), (r"[^]a]+", "]xa"), (r"[a\-z]+", "b-z"),
    (r"[a-]+", "-a"), (r"[\d.]+", "v1.2"), (r"[\w-]+", "x-y z"), (r"(?P<year>\d{4})-(?P<month>\d\d)", "on 2024-05-06"), (r"(?P<q>['\"]).*?(?P=q)", "say 'hi \"x\"'"),
    (r"(\w)\1", "hello"), (r"(a)(b)\2\1", "abba"), (r"(?=ab)a", "ab"), (r"a(?!b)", "abac"), (r"(?<=a)b", "cbab"), (r"(?<!a)b", "abcb"), (r"(?<=ab|cd)x", "abxcdx"), (r"(a)?(?(1)b|c)", "ab"),
    (r"(a)?(?(1)b|c)", "c"), (r"(?P<n>x)?(?(n)y)", "xy"), (r"(?>a*)ab", "aaab"), (r"a*+a", "aaa"), (r"a++b", "aaab"), (r"(?:ab)*+c", "ababc"), (r"a?+a", "a"), (r"x*", ""), (r"", "abc"),
    (r"(?i)HeLLo", "hello"), (r"(?i:he)LLo", "HELLo"), (r"(?s).+", "a\nb"), (r"(?m)^b$", "a\nb\nc"), (r"(?x) a  b # comment", "ab"), (r"(?a)\w+", "\u00e9a"), (r"\w+", "\u00e9a \u4e2d"),
    (r"(?-i:a)b", "aB"), (r"a|b|", "c"), (r"(|a)+", "aa"), (r"(a|)+", "aa"), (r"(?:a?)*?y", "aaay"), (r"(a?)*y", "aaay"), (r"(?:(a)|b)*", "ab"), (r"(?:(a)|(b))*", "ab"), (r"((a)|(b))*", "abx"),
    (r"\x41\u0042\101\t", "AB" + "A\t"), (r"\.\*\\", ".*\\"), (r"[\n\t]", "a\tb"), (r"[\x41-\x43]+", "ABCD"), (r"(?#note)a", "a"), (r"\0", "\0"), (r"(?<=(a))b", "ab"), (r"(?=(a+))a*b\1", "baaabac"),
    (r"(a+)+$", "aaab"), (r"^(?:a+)+$", "aaaa"), (r"^(.)(.)(.)\3\2\1$", "abccba"), (r"[\s\S]+", "a\nb"), (r"[^\d\s]+", "12 ab"), (r"\u20ac", "5 \u20ac"), (r"[\u00e0-\u00ff]+", "a\u00e9\u00f1b"),
    (r"(?i)\u00c9", "\u00e9"), (r"(?i)[a-z]+", "ABC"), (r"(?i)(a)\1", "aA"), (r"\b\w{3}\b", "a abc abcd"), (r"^", "abc"), (r"$", "abc\n"), (r"\b", ""), (r"\B", ""), (r"(?s:.)b", "\nb"),
]
for pattern, text in cases:
    show(lambda: groups(pattern, text))
    show(lambda: re.findall(pattern, text))
    show(lambda: [found.span() for found in re.finditer(pattern, text)])
    show(lambda: re.match(pattern, text) and re.match(pattern, text).span())
    show(lambda: re.fullmatch(pattern, text))
    show(lambda: re.sub(pattern, "<>", text))
    show(lambda: re.subn(pattern, r"[\g<0>]", text, 2))
    show(lambda: re.split(pattern, text))
    show(lambda: re.split(pattern, text, maxsplit=1))
for flags in (0, re.I, re.M, re.S, re.X, re.A, re.I | re.M | re.S):
    for pattern in ("^a.b$", "A B", r"\w+$", "x#y"):
        show(lambda: re.findall(pattern, "a\nb\nAxB\na-b\n\u00e9", flags))
        show(lambda: re.compile(pattern, flags))
for pattern in (
    "(", ")", "(a", "a)", "[", "[a", "[z-a]", r"[\d-z]", "*", "a**", "+a", "?", "a{2,1}", "(?", "(?P", "(?P<", "(?P<n", "(?P<1>a)", "(?P<n>a)(?P<n>b)", "(?P=x)", "(?P<>a)", r"\1", r"(a)\2", r"(\1)",
    "(?z)", "(?<", "(?<a", "(?Px)", r"\q", r"\x1", r"\u12", "a(?i)", "(?i", "(?i-", "(?-)", "(?<=a+)b", "(?<=a|bc)d", "(?(1)a)", "(?(x)a)", "(?(1)a|b|c)", "\\", "(?#", "^*", "(?:)*", "a\n(", "(?P<a b>x)", "(?a-i:x)",
    r"[\q]", "(?L)a", "a***", "a{1}{2}", r"(?<=\1)(a)", "(?au)x", r"[\9]", "x{99999999999}",
):
    show(lambda: re.compile(pattern))
