for form in ("%d", "%5d", "%-5d|", "%05d", "%+d", "% d", "%x", "%X", "%#x", "%o", "%#o", "%i", "%u", "%c", "%s", "%r", "%a", "%e", "%.2f", "%8.3f", "%-8.2f|", "%g", "%%", "%5%"):
    for value in (42, -42, 65.5):
        try:
            print(form, repr(form % value))
        except (TypeError, ValueError, OverflowError) as error:
            print(form, type(error).__name__, error)
for form, arguments in (("%s %s", (1, 2)), ("%s", ()), ("%s", (1, 2)), ("%(a)s %(b)d", {"a": 1, "b": 2}), ("%(a)s", {}), ("%(a)s", 3), ("%d", "x"), ("%s", {"a": 1}),
                        ("%*d", (5, 3)), ("%.*f", (2, 3.14159)), ("%-*d|", (5, 3)), ("%s", (None,)), ("%q", 1), ("%", 1), ("%c", "ab"), ("%c", 8364), ("%.3s", "abcdef"), ("%5.1s|", "xyz"), ("%(a", {"a": 1})):
    try:
        print(form, repr(form % arguments))
    except (TypeError, ValueError, KeyError, OverflowError) as error:
        print(form, type(error).__name__, error)
