import string

for name in ("ascii_letters", "ascii_lowercase", "ascii_uppercase", "digits", "hexdigits", "octdigits", "punctuation", "whitespace"):
    print(name, repr(getattr(string, name)))
print(len(string.printable), string.capwords("hello  big WORLD"), string.capwords("a-b-c", "-"), string.capwords(" x "))
