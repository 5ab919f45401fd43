# What CPython has in C goes on after an exception in what it called; it is no generator, and several loops may be in it.
class Sometimes:
    """1, 2, 3, 4, but the second raises."""

    def __init__(self):
        self.n = 0

    def __iter__(self):
        return self

    def __next__(self):
        self.n += 1
        if self.n == 2:
            raise ValueError(self.n)
        if self.n > 4:
            raise StopIteration
        return self.n


class Row:
    def __len__(self):
        return 4

    def __getitem__(self, place):
        if place == 2:
            raise ValueError(place)
        if place > 3:
            raise IndexError
        return place


class Odd:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value == 2:
            raise ValueError("truth")
        return self.value % 2 == 1

    def __repr__(self):
        return f"Odd({self.value})"


def ten_times(value):
    if value == 2:
        raise ValueError(value)
    return value * 10


def show(make):
    iterator = make()
    kind = type(iterator)
    print(kind.__name__, kind.__module__, repr(iterator).split(" at ")[0], iter(iterator) is iterator)
    print([name for name in ("send", "throw", "close", "gi_frame", "gi_running") if hasattr(iterator, name)])
    for _ in range(6):
        try:
            print(next(iterator), end=" ")
        except StopIteration:
            print("end", end=" ")
        except ValueError as error:
            print(repr(error), end=" ")
    print()


numbers = [1, 2, 3, 4]
show(lambda: map(ten_times, numbers))
show(lambda: map(ten_times, Sometimes()))
show(lambda: map(lambda a, b: (ten_times(a), b), numbers, Sometimes()))
show(lambda: map(str, Sometimes()))
show(lambda: filter(ten_times, numbers))
show(lambda: filter(None, [Odd(1), Odd(2), Odd(3)]))
show(lambda: filter(None, Sometimes()))
show(lambda: zip(Sometimes(), numbers))
show(lambda: zip(numbers, Sometimes()))
show(lambda: zip(numbers, Sometimes(), strict=True))
show(lambda: zip([1], Sometimes(), strict=True))
show(lambda: enumerate(Sometimes()))
show(lambda: enumerate(Sometimes(), 5))
show(lambda: reversed(Row()))
show(lambda: iter(Row()))
show(lambda: iter(Sometimes().__next__, 4))
show(lambda: iter(lambda: next(iter([])), 4))


class Never:
    def __eq__(self, other):
        raise ValueError("eq")


show(lambda: iter(lambda: 1, Never()))
inner = map(lambda x: next(inner, "none") if x == 1 else x, numbers)
print(list(inner))
print(list(zip()), list(zip(strict=True)), list(map(max, [], Sometimes())))


def through():
    yield from map(ten_times, numbers)


generator = through()
print(next(generator))
try:
    next(generator)
except ValueError as error:
    print(repr(error), list(generator))
def rejects():
    generator = through()
    next(generator)
    return generator.send(1)
try:
    rejects()
except AttributeError as error:
    print(error)
for step in (lambda: map(ten_times, numbers).send(1), lambda: zip(Sometimes()).close(), lambda: filter(None, Sometimes()).throw(ValueError)):
    try:
        step()
    except AttributeError as error:
        print(error)
