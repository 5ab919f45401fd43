# A precision is the least number of digits; what can be subscripted is a mapping, and may be left over.
for value in (0, 1, -1, 12345, -98765, 10**20, True, 2.5, float("nan"), "a", None, [1], (1,), {"a": 1}, range(2)):
    for spec in ("%.8x", "%06.8x", "%#.8X", "%-.2o|", "%+6.0d", "%+06.0d", "% .3d", "%-8.3d|", "%.2c", "%5.1f", "%05s", "%", "%%", "x", "%(a)s", "%s %s"):
        try:
            print(repr(value), spec, repr(spec % value))
        except (TypeError, ValueError, OverflowError, KeyError) as error:
            print(repr(value), spec, type(error).__name__, error)
