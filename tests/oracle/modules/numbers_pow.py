# pow() with three arguments, one of which has its own __pow__.
class Counted:
    def __pow__(self, other, modulo=None):
        return ("pow", other, modulo)


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


print(pow(Counted(), 2), pow(Counted(), 2, 5), Counted() ** 3, pow(2, 10, 7))
attempt(lambda: pow(1j, 2, 3))
attempt(lambda: pow(2, 3, 1.5))
attempt(lambda: pow("a", 3, 2))
