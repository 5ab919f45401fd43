# The iterators of itertools are classes; whether one goes on after an exception is what CPython does.
import collections
import itertools


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


class Odd:
    def __init__(self, value):
        self.value = value

    def __bool__(self):
        if self.value == 2:
            raise ValueError("truth")
        return self.value % 2 == 1


def ten_times(value):
    if value == 2:
        raise ValueError(value)
    return value * 10


def show(make):
    iterator = make()
    kind = type(iterator)
    print(kind.__name__, kind.__module__, repr(iterator).split(" at ")[0], iter(iterator) is iterator, type(kind))
    print([name for name in ("send", "throw", "close", "gi_frame", "gi_running") if hasattr(iterator, name)])
    for _ in range(8):
        try:
            print(next(iterator), end=" ")
        except StopIteration:
            print("end", end=" ")
        except Exception as error:
            print(repr(error), end=" ")
    print()


numbers = [1, 2, 3, 4]
show(lambda: itertools.chain(Sometimes(), [7]))
show(lambda: itertools.chain.from_iterable([[1], 2, [3]]))
show(lambda: itertools.chain.from_iterable(map(lambda x: [ten_times(x)], numbers)))
show(lambda: itertools.cycle(Sometimes()))
show(lambda: itertools.cycle([]))
show(lambda: itertools.accumulate([5, 1, 2, 3], lambda a, b: a + ten_times(b)))
show(lambda: itertools.accumulate(Sometimes()))
show(lambda: itertools.accumulate(Sometimes(), initial=100))
show(lambda: itertools.batched(Sometimes(), 2))
show(lambda: itertools.batched([1, 2, 3], 2, strict=True))
show(lambda: itertools.combinations(numbers, 3))
show(lambda: itertools.combinations_with_replacement([1, 2], 2))
show(lambda: itertools.compress(numbers, [Odd(1), Odd(2), Odd(3), Odd(5)]))
show(lambda: itertools.compress(Sometimes(), [1] * 4))
show(lambda: itertools.compress(numbers, Sometimes()))
show(lambda: itertools.dropwhile(lambda x: ten_times(x) < 30, numbers))
show(lambda: itertools.dropwhile(lambda x: x < 3, Sometimes()))
show(lambda: itertools.filterfalse(lambda x: not ten_times(x), numbers))
show(lambda: itertools.islice(Sometimes(), 3))
show(lambda: itertools.islice(Sometimes(), 1, None))
show(lambda: itertools.islice(range(10), 1, 6, 3))
show(lambda: itertools.pairwise(Sometimes()))
show(lambda: itertools.permutations([1, 2, 3], 2))
show(lambda: itertools.product([1, 2], [3, 4]))
show(lambda: itertools.starmap(ten_times, [(1,), (2,), 3, (4,)]))
show(lambda: itertools.takewhile(lambda x: ten_times(x) < 100, numbers))
show(lambda: itertools.takewhile(lambda x: ten_times(x) < 40, [1, 2, 3, 4, 1]))
show(lambda: itertools.tee(Sometimes())[0])
show(lambda: itertools.zip_longest(Sometimes(), numbers))
show(lambda: itertools.zip_longest(numbers, [1], fillvalue=0))
show(lambda: iter(collections.deque([1])))
for key, group in itertools.groupby(Sometimes(), lambda x: x // 2):
    print(key, type(group).__name__)
    break
used = iter(range(10))
print(list(itertools.islice(used, 1, 5, 2)), next(used))
print([(key, list(group)) for key, group in itertools.groupby([1, 1, 2, 3, 3])])
print([list(group) for _, group in list(itertools.groupby([1, 1, 2]))])
first, second = itertools.tee([1, 2, 3])
print(next(first), list(second), list(first))
print(isinstance(itertools.cycle([1]), itertools.cycle), itertools.product, itertools.zip_longest)
for make in (lambda: itertools.cycle(), lambda: itertools.product(repeat=2), lambda: itertools.islice([1], -1), lambda: itertools.pairwise(x=1)):
    try:
        print(list(make()))
    except Exception as error:
        print(type(error).__name__, error)
