# The list as key functions and __lt__ see it during a sort, and the sequence of comparisons.
import random


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


def tell(key):
    items = [3, 1, 2]

    def looked(x):
        print(items, len(items))
        return key(items, x)

    t(lambda: items.sort(key=looked))
    print(items)


tell(lambda items, x: x)
tell(lambda items, x: items.append(x) or x)
tell(lambda items, x: items.index(x))
tell(lambda items, x: -x)
tell(lambda items, x: 1 / (x - 2))
tell(lambda items, x: items.clear() or x)
asked = []


class Number:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        asked.append((self.n, other.n))
        return self.n < other.n

    def __repr__(self):
        return f"N{self.n}"


class Meddles(Number):
    def __lt__(self, other):
        numbers.append(3)
        numbers.pop()
        return self.n < other.n


class Fails(Number):
    def __lt__(self, other):
        raise ValueError("no")


for cls in (Number, Meddles, Fails):
    numbers = [cls(n) for n in (3, 1, 2)]
    t(lambda: numbers.sort())
    print(numbers)
random.seed(5)
for size in (0, 1, 2, 3, 5, 8, 13, 30, 63):
    for spread in (1, 2, 3, 100):
        for reverse in (False, True):
            numbers = [Number(random.randrange(spread)) for _ in range(size)]
            asked.clear()
            numbers.sort(reverse=reverse)
            first = hash(tuple(asked))
            numbers.reverse()
            asked.clear()
            sorted(numbers, reverse=reverse)
            print(size, spread, reverse, first, hash(tuple(asked)), len(asked))
