# Iterators that several threads walk on: a value may come twice, but none that was not there, and an end comes.
import itertools
import threading


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


kinds = {
    "list": lambda: iter(list(range(500))),
    "tuple": lambda: iter(tuple(range(500))),
    "range": lambda: iter(range(500)),
    "backwards": lambda: reversed(range(500)),
    "list backwards": lambda: reversed(list(range(500))),
    "dict": lambda: iter(dict.fromkeys(range(500))),
    "set": lambda: iter(set(range(500))),
    "enumerate": lambda: enumerate(range(500)),
    "zip": lambda: zip(range(500), range(500)),
    "str": lambda: iter("a" * 500),
    "count": lambda: itertools.islice(itertools.count(), 500),
    "cycle": lambda: itertools.islice(itertools.cycle(range(50)), 500),
    "tee": lambda: itertools.tee(range(500))[0],
    "accumulate": lambda: itertools.accumulate([0] * 500, initial=0),
    "pairwise": lambda: itertools.pairwise([0] * 500),
    "zip_longest": lambda: itertools.zip_longest([0] * 500, [0] * 500),
    "takewhile": lambda: itertools.takewhile(lambda n: n < 400, range(500)),
    "chain": lambda: itertools.chain(range(250), range(250, 500)),
}
# Several threads may take an item before a slice has counted the first of them, or one of two lists before it ends.
possible_without_gil = {"count": set(range(3 * 500)), "zip_longest": {(a, b) for a in (0, None) for b in (0, None)}}
for name, make in kinds.items():
    possible = possible_without_gil.get(name) or set(make())
    shared = make()
    got = [[], [], []]

    def walk(n):
        def run():
            while True:
                try:
                    got[n].append(next(shared))
                except ValueError:
                    pass  # One that is a generator.
                except StopIteration:
                    return
        return run

    together(*[walk(n) for n in range(3)])
    values = got[0] + got[1] + got[2]
    if name == "enumerate":  # It counts what it hands out: a value that comes twice is counted twice.
        print(name, all(0 <= number < 3 * 500 and 0 <= value < 500 for number, value in values))
    elif name == "zip":
        print(name, all(0 <= a < 500 and 0 <= b < 500 for a, b in values))
    else:
        print(name, set(values) <= possible)
