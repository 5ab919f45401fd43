import traceback


def down(n):
    if n == 0:
        raise ValueError("bottom")
    down(n - 1)


def ping(n):
    if n == 0:
        raise KeyError("both")
    pong(n - 1)


def pong(n):
    ping(n)


for start in (down, ping):
    for depth in (1, 2, 3, 4, 5, 12):
        try:
            start(depth)
        except LookupError if start is ping else ValueError:
            traceback.print_exc()
