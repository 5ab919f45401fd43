s = "Hello, World"
print(s.upper(), s.lower(), len(s), s[0], s[-1], s[1:4], s[::-1], s[::2])
print(s.split(", "), "a b  c".split(), "-".join(["x", "y"]), "a,b,c".split(",", 1))
print(" pad ".strip() + "|", "xxaxx".strip("x"), "xxa".lstrip("x"), "axx".rstrip("x"))
print(s.startswith("He"), s.endswith("ld"), s.find("o"), s.find("zz"), s.replace("l", "L"))
print("abc" * 2, "b" in "abc", "abc" < "abd", "z".rjust(4) + "|", "z".ljust(4, ".") + "|", "z".center(5, "*"))
print("42".isdigit(), "4a".isdigit(), "".isdigit())
print("é", len("é"), "née"[1], repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("a\tb\n\\"))
print("one" "two", r"raw\n", """three
lines""")
