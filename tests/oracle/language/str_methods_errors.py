attempts = [
    lambda: "a".join([1]), lambda: "a".join(5), lambda: "abc".index("z"), lambda: "abc".rindex("z"), lambda: "abc".split(""), lambda: "a" + 1, lambda: 1 + "a",
    lambda: "a" * "b", lambda: "a" * 2.0, lambda: "abc"[5], lambda: "abc"["a"], lambda: "abc"[1.0], lambda: "abc".center("x"), lambda: "abc".ljust(5, "ab"), lambda: "abc".count(1), lambda: "abc".startswith(1),
    lambda: "abc".startswith(["a"]), lambda: "abc".endswith((1,)), lambda: "a" < 1, lambda: "abc".foo(), lambda: "abc".partition(""), lambda: "abc".strip(1), lambda: "abc".zfill("5"), lambda: 1 in "abc", lambda: chr(-1),
    lambda: chr(0x110000), lambda: ord("ab"), lambda: ord(5), lambda: "%d" % "x", lambda: "abc".translate(5), lambda: "abc".upper(1), lambda: "x".expandtabs("y"), lambda: "abc".removeprefix(1),
    lambda: str.maketrans("ab", "c"), lambda: int("12a"), lambda: float("1x"), lambda: list(5), lambda: "abc".__getitem__(9),
]
for number, attempt in enumerate(attempts):
    try:
        result = attempt()
        print(number, "result" if callable(result) else repr(result))
    except Exception as error:
        print(number, type(error).__name__, error)

# Arguments that translate() and maketrans() reject.
for number, attempt in enumerate((
    lambda: "a".translate({97: 0x110000}), lambda: "a".translate({97: -1}), lambda: "a".translate({97: 1.5}), lambda: "a".translate([1]), lambda: "a".translate({97: "xyz"}), lambda: "ab".translate({97: None}),
    lambda: str.maketrans(1), lambda: str.maketrans({"ab": 1}), lambda: str.maketrans({1.5: 1}), lambda: str.maketrans({"": 1}), lambda: str.maketrans(1, "a"), lambda: str.maketrans("a", 1), lambda: str.maketrans("a", None),
    lambda: str.maketrans("a", "b", 1), lambda: str.maketrans("a", "b", "a"), lambda: str.maketrans({"a": "b", 98: None}), lambda: str.maketrans(), lambda: str.maketrans("a", "b", "c", "d"),
)):
    try:
        print(number, repr(attempt()))
    except Exception as error:
        print(number, type(error).__name__, error)
