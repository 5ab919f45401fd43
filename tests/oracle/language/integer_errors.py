def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)

attempt(lambda: 1 // 0)
attempt(lambda: 1 % 0)
attempt(lambda: 1 / 0)
attempt(lambda: int("x"))
attempt(lambda: int("12", 2))
attempt(lambda: int([]))
attempt(lambda: 1 + "a")
attempt(lambda: "a" + 1)
attempt(lambda: [] + ())
attempt(lambda: 1 << -1)
attempt(lambda: None + 1)
attempt(lambda: -"x")
attempt(lambda: 1 < "x")
attempt(lambda: [1] < [None] and [1] < ["a"])
