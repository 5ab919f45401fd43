class Counter:
    made = 0

    def __init__(self):
        Counter.made += 1

    @classmethod
    def create(cls):
        return cls()

    @staticmethod
    def add(a, b):
        return a + b


class Special(Counter):
    pass


print(type(Special.create()).__name__, Counter.made, Counter.add(1, 2), Counter().add(3, 4))
print(Counter.create.__self__ is Counter, Counter.__name__, Counter.__qualname__, Counter.__module__, Counter.__doc__)
Counter.made = 100
print(Special.made, "made" in Counter.__dict__, "made" in Special.__dict__, hasattr(Special, "made"))
Special.made = 1
print(Counter.made, Special.made)
del Special.made
print(Special.made)
c = Counter()
c.made = "own"
print(c.made, Counter.made, c.__dict__, vars(c), c.__class__.__name__)
print(callable(c), callable(Counter), callable(Counter.add), callable(5))
try:
    Counter.nothing
except AttributeError as error:
    print(error)
try:
    c.nothing
except AttributeError as error:
    print(error)
try:
    del c.nothing
except AttributeError as error:
    print(error)
try:
    int.x = 5
except TypeError as error:
    print(error)
try:
    (5).x = 5
except AttributeError as error:
    print(error)
