class Countdown:
    def __init__(self, start):
        self.n = start

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n


print(list(Countdown(3)), [n for n in Countdown(2)], sum(Countdown(4)))
c = Countdown(2)
print(next(c), next(c), next(c, "over"))
a, b, *rest = Countdown(5)
print(a, b, rest)
for i, n in enumerate(Countdown(2), 10):
    print(i, n)
print(dict(zip("ab", Countdown(2))), 1 in Countdown(3), 7 in Countdown(3))


class Bad:
    def __iter__(self):
        return 5


try:
    iter(Bad())
except TypeError as error:
    print(error)
try:
    for x in Bad():
        pass
except TypeError as error:
    print(error)
try:
    for x in 5:
        pass
except TypeError as error:
    print(error)
