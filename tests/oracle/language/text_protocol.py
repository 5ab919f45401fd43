class Plain:
    pass


class Shown:
    def __repr__(self):
        return "<Shown>"


class Both:
    def __repr__(self):
        return "repr"

    def __str__(self):
        return "str"

    def __format__(self, spec):
        return f"format({spec})"


print(Shown(), str(Shown()), repr(Shown()), f"{Shown()} {Shown()!r:>10}")
print(Both(), [Both()], (Both(),), {Both(): Both()}, f"{Both()} {Both()!r} {Both()!s:>6} {Both():>8}|")
print("%s %r %10s" % (Both(), Both(), Shown()), "{} {!r} {:x}".format(Both(), Both(), Both()), "%s" % Shown())
print(format(Both(), "abc"), "-".join(map(str, [Both(), Shown()])), str([Shown(), [Shown()]]))
print(repr(Exception(Shown(), 1)), str(Exception(Both())), [ValueError("x")])
try:
    f"{Shown():>10}"
except TypeError as error:
    print(error)


class Wrong:
    def __repr__(self):
        return 5

    def __str__(self):
        return None


for action in (repr, str):
    try:
        action(Wrong())
    except TypeError as error:
        print(error)
items = [Shown()]
items.append(items)
print(items)
