for spec in ("", "s", "10", "<10", ">10", "^10", "*^10", ".2", "10.2", "^7.1", "010", "=10", "d", "+", ",", ".2f", "é^9", "{^9", " ", "#", "z", "10s", "ss"):
    try:
        print(repr(spec), repr(format("héllo", spec)))
    except ValueError as error:
        print(repr(spec), error)
for value in (True, None, [1], (1,), {"a": 1}, {1}, object, print, int):
    for spec in ("", "5", ">30"):
        try:
            print(repr(format(value, spec)))
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
