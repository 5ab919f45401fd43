class Two:
    def __index__(self):
        return 2

    def __int__(self):
        return 22

    def __float__(self):
        return 2.5


t = Two()
print([10, 20, 30][t], "abc"[t], (1, 2, 3)[t], [1, 2, 3, 4][:t], int(t), float(t), hex(t), bin(t), oct(t), list(range(t)), [0] * t, "ab" * t, chr(97), "%d" % t, "%x" % t)
x = [1, 2, 3]
x[t] = "set"
print(x)
del x[t]
print(x, "%.1f" % t)


# A result of __index__ that is not an int is rejected, and a bool causes a warning; __index__ is called only when needed.
class Gives:
    def __init__(self, value):
        self.value = value

    def __index__(self):
        return self.value

    def __repr__(self):
        return f"Gives({self.value!r})"


def shown(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


items = [10, 20, 30]
for value in ("1", 1.0, None, True, 2**70):
    g = Gives(value)
    for action in (lambda: items[g], lambda: items[g:], lambda: "abc"[g], lambda: range(5)[g], lambda: (1, 2)[g], lambda: hex(g), lambda: int(g), lambda: [0] * g, lambda: range(g), lambda: "%x" % g, lambda: items.pop(g), lambda: "a".rjust(g), lambda: int("1", g)):
        shown(action)
items = []
items.insert(Gives(0), Gives(5))
print(items, int("101", base=Gives(2)), int("z", base=Gives(36)))
for base in (1, 37, -1, 2**70, -2**70, 1.5, "2", None):
    shown(lambda: int("1", base))


class Truncates:
    def __init__(self, value):
        self.value = value

    def __trunc__(self):
        return self.value


for value in (42, True, Gives(3), 1.5, "1"):
    shown(lambda: int(Truncates(value)))


class Converts:
    def __init__(self, value):
        self.value = value

    def __int__(self):
        return self.value

    __float__ = __int__


for value in (1, True, 1.5, "1"):
    shown(lambda: int(Converts(value)))
    shown(lambda: float(Converts(value)))
