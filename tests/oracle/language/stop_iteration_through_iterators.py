# A StopIteration that an iterator in C lets through is its end; one that leaves a generator is a mistake.
import itertools


def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


t(lambda: [*map(next, [iter([])])])
def gen():
    yield from map(next, [iter([])])
    yield "after"
t(lambda: list(gen()))
def gen():
    for x in map(next, [iter([1]), iter([]), iter([2])]): yield x
    yield "after"
t(lambda: list(gen()))
def gen():
    yield next(map(next, [iter([])]))
t(lambda: list(gen()))
def gen():
    yield from filter(next, [iter([])])
    yield 1
t(lambda: list(gen()))
def gen():
    yield from zip(map(next, [iter([])]))
    yield from enumerate(map(next, [iter([])]))
    yield from itertools.chain(map(next, [iter([])]), [3])
    yield from itertools.islice(map(next, [iter([])]), 5)
    yield from itertools.takewhile(next, [iter([])])
    yield from itertools.starmap(next, [(iter([]),)])
    yield from itertools.accumulate([1, 2], lambda a, b: next(iter([])))
    yield from iter(lambda: next(iter([])), 1)
    yield from itertools.groupby([1], lambda k: next(iter([])))
    yield from itertools.filterfalse(next, [iter([])])
    yield from itertools.dropwhile(next, [iter([])])
    yield from sorted(map(next, [iter([])]))
    yield "end"
t(lambda: list(gen()))
t(lambda: sum(map(next, [iter([])])))
t(lambda: max(map(next, [iter([])]), default="d"))
t(lambda: any(map(next, [iter([])])))
t(lambda: dict(map(next, [iter([])])))
t(lambda: "".join(map(next, [iter([])])))
t(lambda: [].extend(map(next, [iter([])])))
t(lambda: 1 in map(next, [iter([])]))
def unpack():
    a, *b = map(next, [iter([1]), iter([])]); return a, b
t(unpack)
t(lambda: next(map(next, [iter([])]), "dd"))
