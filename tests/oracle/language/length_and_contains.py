class Sized:
    def __init__(self, n):
        self.n = n

    def __len__(self):
        return self.n


class Contains:
    def __contains__(self, item):
        return item


print(len(Sized(3)), bool(Sized(0)), bool(Sized(1)), not Sized(0), "x" in Contains(), 0 in Contains(), 0 not in Contains(), [] in Contains())
for bad in (lambda: len(Sized("x")), lambda: len(Sized(-1)), lambda: len(object()), lambda: 1 in object(), lambda: 1 in Sized(1), lambda: object()[0], lambda: iter(Sized(1))):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
