def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)

attempt(lambda: [][0])
attempt(lambda: [1][5])
attempt(lambda: [].pop())
attempt(lambda: [1].pop(3))
attempt(lambda: [1].remove(2))
attempt(lambda: [1].index(2))
attempt(lambda: (1, 2)[2])
attempt(lambda: "abc"[10])
attempt(lambda: [1]["a"])
attempt(lambda: len(5))
attempt(lambda: list(5))
def unpack(values):
    a, b = values
attempt(lambda: unpack([1]))
attempt(lambda: unpack(5))
