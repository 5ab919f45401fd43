def down(n):
    return down(n + 1)


try:
    down(0)
except RecursionError as error:
    print(error)


def mutual_a(n):
    return mutual_b(n - 1) if n else "bottom"


def mutual_b(n):
    return mutual_a(n - 1) if n else "bottom"


print(mutual_a(900))


class Loop:
    def __repr__(self):
        return repr(self)


try:
    repr(Loop())
except RecursionError as error:
    print(str(error)[:32])


class Endless:
    def __getattr__(self, name):
        return getattr(self, name + "x")


try:
    Endless().a
except RecursionError as error:
    print(type(error).__name__)
deep = []
for _ in range(50):
    deep = [deep]
print(deep == deep, len(repr(deep)))
