for action in (lambda: 2 ** 70 // 0, lambda: 2 ** 70 % 0, lambda: 2 ** 70 / 0, lambda: 1 << -1, lambda: float(10 ** 400),
               lambda: 10 ** 400 / 3, lambda: 2 ** 70 + "a", lambda: [1] * 2 ** 70, lambda: "ab"[2 ** 70], lambda: chr(2 ** 70),
               lambda: int("12x"), lambda: int(""), lambda: int("5", 99), lambda: int(float("nan")), lambda: int(float("inf")),
               lambda: str(10 ** 5000), lambda: int("1" * 5000), lambda: int("0x1f"), lambda: int("1__0"), lambda: int([])):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
