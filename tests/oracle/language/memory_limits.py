for action in (lambda: "x" * 10 ** 12, lambda: [0] * 10 ** 12, lambda: (1, 2) * 10 ** 13, lambda: 1 << 10 ** 14):
    try:
        action()
    except (MemoryError, OverflowError) as error:
        print(type(error).__name__ in ("MemoryError", "OverflowError"))
print("still alive")
