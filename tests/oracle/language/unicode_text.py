s = "naïve café – 日本語 😀"
print(len(s), s[2], s[-1], s[11:14], s[::-1], s.upper(), s.index("日"), s.find("😀"), "é" in s, s.count("é"))
print([c for c in "añ😀"], ord("😀"), chr(128512), "\u00e9" == "é", "\x41\101", len("\U0001F600"))
print(repr("a\u200bb\xa0\x7f\n"), ascii("é😀\n"), s.split(), s.center(30, "·"), f"{s:.5}|{s:>25}")
print(sorted("çaébz"), max("aéz"), {"é": 1}["é"], "É".lower() == "é", "ı".upper(), "ǆ" < "z")
for i, c in enumerate("日本"):
    print(i, c)
