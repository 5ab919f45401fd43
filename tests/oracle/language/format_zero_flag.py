# A zero before the width fills; an alignment says where, and a fill of one's own goes before it.
for value in (0, -1, 12345, 10**20, True, 1.5, -2.25, 123456.789, float("inf"), float("nan"), "abc"):
    for spec in (">08", "<08", "^08", "=08", "08", "*<08", "+08", "#08x", "<#08x", ">08.3", "08.0", ".0", ".5", "<012,", "012_", "=12,.0", "8.0s", "#c", "_", "5,s"):
        try:
            print(repr(value), spec, repr(format(value, spec)))
        except (ValueError, OverflowError) as error:
            print(repr(value), spec, type(error).__name__, error)
