# Classes that derive from str.


class Name(str):
    def shout(self):
        return self.upper() + "!"


class Path(str):
    def __new__(cls, *parts):
        return super().__new__(cls, "/".join(parts))

    def __truediv__(self, part):
        return Path(self, part)

    def __repr__(self):
        return f"Path({str(self)!r})"


n = Name("ada")
print(n, repr(n), n.shout(), type(n), type(n + "x"), n + "x", "x" + n, n * 2, type(n * 1), n[0], n[1:], len(n), list(n), "d" in n, n == "ada", "ada" == n, n != "ada")
print(hash(n) == hash("ada"), {"ada": 1}[n], {n: 2}["ada"], n in {"ada"}, n < "b", sorted([Name("b"), "a", Name("c")]), n.replace("a", "o"), n.replace("z", "o"), type(n.replace("z", "o")))
print(type(str(n)), type(n.strip()), type(n.ljust(1)), type(n.zfill(1)), type(n.expandtabs()), type(n.lower()), type(n.center(1)), type(f"{n}"), f"{n:>6}|{n!r}|{n!s}", "%s|%r|%5s" % (n, n, n), "{} {:<5}|".format(n, n))
print(",".join([Name("x"), Name("y")]), Name("a,b").split(","), Name("%d") % 5, Name("") or "empty", bool(Name("")), Name(5), Name(b"abc", "ascii"), Name(object="q"), Name())
n.age = 36
print(n.age, n.__dict__, getattr(n, Name("age")), isinstance(n, str), Name.__mro__, int(Name("12")), float(Name("1.5")), n.encode(), ord(Name("A")), n.startswith(Name("a")))
p = Path("usr", "lib") / "x"
print(p, repr(p), type(p), [p], {p: 1}, p == "usr/lib/x", f"{p}", f"{p!r}")


class Loud(str):
    def __str__(self):
        return "LOUD"

    def __eq__(self, other):
        return "eq"

    def __hash__(self):
        return hash("loud")

    def __add__(self, other):
        return ("add", str.__str__(self), other)

    def __radd__(self, other):
        return ("radd", other)

    def __len__(self):
        return 99

    def __contains__(self, part):
        return "always"

    def __getitem__(self, at):
        return ("item", at)

    def __iter__(self):
        return iter([1, 2])

    def __format__(self, spec):
        return "formatted " + spec

    def __mod__(self, values):
        return ("mod", values)


l = Loud("quiet")
print(str(l), repr(l), l == 1, "quiet" == l, l + "x", "x" + l, len(l), "q" in l, l[3], list(l), f"{l}", f"{l:zz}", f"{l!s}", "%s" % l, l % 3, "".join([l]), str.__str__(l), str.__len__(l), l.upper())
print(l, l)
text = "a" * 2000
text += "b"
big = Name(text)
text += "c"
other = big + "d"
print(len(big), len(text), len(other), big[-1], text[-1], other[-1], big == text[:-1])
names = {Name("k"): 1}
names["k"] += 1
print(names, type(list(names)[0]), dict(**{Name("kw"): 1}), (lambda **k: k)(**{Name("kw"): 1}))
for wrong in (lambda: Name("a") + 1, lambda: Name("abc")[9], lambda: Name("a") < 1, lambda: Name("x").missing, lambda: Name(b"x", 5)):
    try:
        print(wrong())
    except Exception as error:
        print(type(error).__name__, error)

# --- attributes outlive collections, and do not keep what they do not refer to
import gc


class Word(str):
    pass


class Length(float):
    pass


words = [Word(f"w{i}") for i in range(200)]
lengths = [Length(i / 2) for i in range(200)]
for i, (word, length) in enumerate(zip(words, lengths)):
    word.parts, word.other = [i, str(i)], Word("other")
    length.parts = {i: [str(i)]}
chain = Word("last")
for i in range(50_000):
    before = chain
    chain = Word("link")
    chain.before = before
del before
gc.collect()
junk = [[str(i), {i: i}] for i in range(20_000)]
print(all(word.parts == [i, str(i)] and word.other == "other" for i, word in enumerate(words)))
print(all(length.parts == {i: [str(i)]} and length == i / 2 for i, length in enumerate(lengths)))
count = 0
while chain != "last":
    chain, count = chain.before, count + 1
print(count)
