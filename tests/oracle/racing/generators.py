# One generator that several threads drive: each value comes once; who comes while it runs gets a ValueError.
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


def count():
    try:
        i = 0
        while True:
            yield i
            i += 1
    finally:
        closed.append(1)


closed = []
numbers = count()
got = [[], [], []]
strange = []


def drive(n):
    def run():
        for _ in range(3000):
            try:
                got[n].append(next(numbers))
            except ValueError as error:
                if str(error) != "generator already executing":
                    strange.append(str(error))
    return run


together(*[drive(n) for n in range(3)])
values = got[0] + got[1] + got[2]
print(sorted(values) == list(range(len(values))), len(values) > 0, strange)


def close():
    for _ in range(200):
        for end in (numbers.close, lambda: numbers.throw(KeyError("k")), lambda: numbers.send(1)):
            try:
                end()
            except (ValueError, KeyError, StopIteration):
                pass


together(close, close, close)
print(closed, list(numbers))


def inner():
    for i in range(1000):
        yield i


def outer():
    yield from part


part = inner()
both = outer()
mine = [[], []]


def take(n, iterator):
    def run():
        while True:
            try:
                mine[n].append(next(iterator))
            except ValueError:
                pass
            except StopIteration:
                return
    return run


together(take(0, both), take(1, part))
print(len(mine[0] + mine[1]) == len(set(mine[0] + mine[1])), set(mine[0] + mine[1]) <= set(range(1000)))
