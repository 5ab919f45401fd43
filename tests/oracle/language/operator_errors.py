values = [1, 1.5, "s", [1], (1,), {"k": 1}, {1}, None, True, range(2), len, int, object.__new__(type("Own", (), {}))]
operators = [("+", lambda a, b: a + b), ("-", lambda a, b: a - b), ("*", lambda a, b: a * b), ("/", lambda a, b: a / b), ("//", lambda a, b: a // b), ("%", lambda a, b: a % b if not isinstance(a, str) else 0), ("**", lambda a, b: a ** b), ("<<", lambda a, b: a << b), ("&", lambda a, b: a & b), ("|", lambda a, b: 0 if isinstance(a, type) or isinstance(b, type) else a | b), ("@", lambda a, b: a @ b), ("<", lambda a, b: a < b), (">=", lambda a, b: a >= b), ("in", lambda a, b: a in b), ("[]", lambda a, b: 0 if isinstance(a, type) else a[b])]
for sign, operator in operators:
    for a in values:
        for b in values:
            try:
                operator(a, b)
            except (TypeError, KeyError, IndexError, ZeroDivisionError) as error:
                print(sign, type(a).__name__, type(b).__name__, type(error).__name__, error)
for sign, operator in (("-", lambda a: -a), ("+", lambda a: +a), ("~", lambda a: ~a), ("iter", lambda a: [*a]), ("unpack", lambda a: (lambda: 0)() or [x for x, y in a]), ("len", len), ("call", lambda a: a() if not isinstance(a, type) and a is not len else 0)):
    for a in values:
        try:
            operator(a)
        except (TypeError, ValueError) as error:
            print(sign, type(a).__name__, type(error).__name__, error)
