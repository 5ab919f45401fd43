s = "héllo"
print(f"{s:10}|{s:>10}|{s:^10}|{s:*<8}|{s:.3}|{s:8.2}|{s!r:>12}|{s!a}|{'':5}|")
print("%s|%10s|%-10s|%.2s|%r|%c%c|%%|%5.1f|%+d|%05d|%x|%#x|%o|%e|%g|%i" % (s, s, s, s, s, "a", 98, 2.345, 5, 42, 255, 255, 8, 12345.678, 0.0001, 3.9))
print("%(a)s and %(b)05.1f %(a)r" % {"a": "x", "b": 2.5, "c": 0}, "%s" % (1,), "%s %s" % ("a", (1, 2)), "%*d|%-*d|%.*f" % (5, 3, 5, 3, 2, 1.239))
print("{} {}".format(1, "b"), "{1} {0} {1}".format("a", "b"), "{x} {y:>5} {x!r}".format(x="q", y=2), "{0.real} {1[0]} {2[key]}".format(5, [7], {"key": 8}))
print("{:{width}.{precision}f}|{{}}|{:>{w}}".format(3.14159, "r", width=10, precision=2, w=4), "{:,} {:%} {:x}".format(12345, 0.5, 255))
for bad in (lambda: "%d" % "x", lambda: "%s %s" % "x", lambda: "%s" % (1, 2), lambda: "%q" % 1, lambda: "%" % 1, lambda: "%(a)s" % 1,
            lambda: "{} {}".format(1), lambda: "{x}".format(), lambda: "{".format(), lambda: "}".format(), lambda: "{0} {}".format(1), lambda: "{} {0}".format(1),
            lambda: "{!z}".format(1), lambda: "%c" % "ab", lambda: "%x" % 1.5, lambda: "{:d}".format("x"), lambda: "%(a)s" % {"b": 1}):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
