class Throws:
    """An iterator of the program's own, with all that a generator has."""

    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n > 3:
            raise StopIteration("done")
        return self.n

    def send(self, value):
        print("send", value)
        return self.__next__()

    def throw(self, error):
        print("throw", repr(error))
        if isinstance(error, ValueError):
            return "thrown"
        raise error

    def close(self):
        print("close")


class Plain:
    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        return self.n


def through(iterator):
    try:
        result = yield from iterator
        print("result", result)
    except BaseException as error:
        print("through caught", repr(error))
        raise


def attempt(what, *arguments):
    try:
        print("->", what(*arguments))
    except BaseException as error:
        print("raised", repr(error))


it = through(Throws())
attempt(next, it)
attempt(it.send, "x")
attempt(it.throw, ValueError("v"))
attempt(next, it)
attempt(next, it)
it = through(Throws())
next(it)
attempt(it.throw, KeyError("k"))
it = through(Throws())
next(it)
attempt(it.close)
it = through(Plain())
attempt(next, it)
attempt(it.throw, ValueError("plain"))
it = through(Plain())
next(it)
attempt(it.send, 3)
it = through(Plain())
next(it)
attempt(it.close)
for iterable in ([1, 2], "ab", range(3), {"k": 1}, map(str, [1, 2]), zip("ab", "cd"), enumerate("x")):
    it = through(iterable)
    attempt(next, it)
    attempt(it.throw, ZeroDivisionError("z"))
    it = through(iterable)
    attempt(next, it)
    attempt(it.close)
