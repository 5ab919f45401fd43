# text % objects calls only the methods that each conversion needs, in order.
def t(text, values):
    try:
        print(text, repr(text % values))
    except Exception as error:
        print(text, type(error).__name__, error)


class Mapping:
    def __getitem__(self, key):
        return key * 2


class Speaks:
    def __init__(self, name="O"):
        self.name = name

    def __str__(self):
        print("str", self.name)
        return self.name

    def __repr__(self):
        return f"<{self.name}>"

    def __int__(self):
        return 7

    def __index__(self):
        return 8

    def __float__(self):
        return 2.5


class Fails:
    def __init__(self, error):
        self.error = error

    def __int__(self):
        raise self.error

    __str__ = __float__ = __index__ = __int__


o = Speaks()
for text, values in (
    ("%(x)s %(y)5s", Mapping()), ("%((foo))s", {"(foo)": "bar"}), ("%((foo)s", {"(foo)": 1}), ("%(a)s %s", {"a": 1}), ("%s %(a)s", {"a": 1}), ("%(a)d %(a)x %(a)f %(a)r %(a)c", {"a": o, "b": Fails(ValueError())}),
    ("%*d", (2**63, 1)), ("%*d", (-2**63 - 1, 1)), ("%.*d", (2**31, 1)), ("%.*d", (2**31 - 1, 1)), ("%.*s", (2**31 - 1, "a")), ("%.*f", (-3, 1.5)), ("%*d", (True, 1)), ("%*d", (2.0, 1)), ("%*d", (o, 1)), ("%*d", (3,)), ("%*d", ()),
    ("%99999999999999999999d", 1), ("%.99999999999999999999d", 1), ("%.2147483648d", 1), ("%9223372036854775808d", 1), ("%.2147483647d", 1),
    ("%lld", 1), ("%ld", 1), ("%5%", ()), ("%-5%|", 1), ("%(a)%", {"a": 1}), ("%", ()), ("%5", ()), ("%.", ()), ("abc%", 1), ("%(a", {}), ("%(a)", {"a": 1}), ("%(a)s", 1), ("%(a)s", (1,)), ("%(a)s", "x"), ("%(a)s", [1]),
    ("%é", 1), ("ab%\u1032", 1), ("%\n", 1), ("%y", 1), ("%y", ()), ("%s %y", (o, 1)), ("%s %y", (1, o)),
    ("%c", o), ("%d", o), ("%x", o), ("%g", o), ("%i", o), ("%u", o), ("%o", o), ("a", Mapping()), ("a", o), ("a%s", (o, o)), ("%s %s", (o,)),
    ("%5s|%-5s|%.1s|%5.1r|%a", (o, o, o, o, o)), ("%*s|%-*s", (5, o, 5, o)), ("%%%s%%", o), ("%s %d", (o, "x")), ("%d %s", ("x", o)), ("%s", [o, Speaks("P")]), ("%s", (o, o)),
):
    t(text, values)
for error in (TypeError("inner"), ValueError("inner")):
    for kind in "dxfcs":
        t("%" + kind, Fails(error))
text = "%s and %s"
text %= o, 1
print(text)
