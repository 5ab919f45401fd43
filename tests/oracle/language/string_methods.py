s = "The quick brown fox"
print(s.upper(), s.lower(), s.swapcase(), s.title(), "ABC".capitalize(), "ß".upper(), "ÀÖ".lower(), "éa".upper(), "ΑΒΓ".lower(), "жук".upper(), "ß".casefold())
print(s.find("q"), s.find("zz"), s.rfind("o"), s.index("quick"), s.rindex("o"), s.count("o"), s.find("o", 13), s.find("o", 0, 5), s.count(""), "aaa".count("aa"))
print(s.split(), s.split("q"), s.split(" ", 1), s.rsplit(" ", 1), " a  b ".split(), "a,b,,c".split(","), "".split(), "".split(","), "a b c".rsplit(None, 1), "x".split("x"))
print("  x ".strip(), "xxaxx".strip("x"), "abcab".lstrip("ab"), "abcab".rstrip("ab"), "\t\n x".lstrip(), repr("x \n".rstrip()))
print("a-b-c".partition("-"), "a-b-c".rpartition("-"), "abc".partition("-"), "abc".rpartition("-"))
print("a\nb\r\nc\rd".splitlines(), "a\nb\n".splitlines(True), "".splitlines(), "\n".splitlines())
print("aXbXc".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "abc".replace("z", "y"), "".replace("", "x"))
print("abc".center(8), "abc".center(9, "*"), "abc".ljust(6, "."), "abc".rjust(6), "42".zfill(5), "-42".zfill(6), "abcdef".zfill(3), "ab".center(5, "-"))
print("abc".startswith("ab"), "abc".startswith(("x", "a")), "abc".endswith("c"), "abc".startswith("b", 1), "abc".endswith("b", 0, 2), "".startswith(""), "abc".startswith("", 4))
print("abc123".isalnum(), "abc".isalpha(), "123".isdigit(), "".isdigit(), " \t".isspace(), "Abc".istitle(), "ABC".isupper(), "abc1".islower(), "a_1".isidentifier(), "1a".isidentifier(), "é".isalpha(), "a b".isprintable(), "abc".isascii())
print("-".join(["a", "b"]), "".join([]), ", ".join("abc"), "-".join({"k": 1}), "a".join(("x",)))
print("prefix-name".removeprefix("prefix-"), "name.py".removesuffix(".py"), "x".removeprefix("y"), "a\tbc\td".expandtabs(4), "a\tb".expandtabs())
print("hello".translate({ord("h"): "J", ord("l"): None, ord("o"): ord("0")}), "abc".translate(str.maketrans("ab", "xy", "c")), "abc".translate(str.maketrans({"a": "1"})))
print("abc" < "abd", "a" < "B", "Z" < "a", "abc" == "abc", "é" > "z", "" < "a", "abc" * 2, 2 * "ab", "x" * 0, "x" * -1, "a" "b")
for bad in (lambda: "abc".index("z"), lambda: "-".join([1]), lambda: "a".center(5, "xx"), lambda: "abc".split(""), lambda: "a" + 1, lambda: "a" * "b",
            lambda: 1 in "abc", lambda: "abc"[5], lambda: "abc"["x"], lambda: "abc".foo, lambda: "abc".find(1), lambda: "abc".upper(1), lambda: "a".join(5)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
