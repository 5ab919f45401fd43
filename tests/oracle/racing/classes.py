# Classes, functions, closures, properties and decorators that are made while others make theirs.
import functools
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


strange = []


def make():
    for i in range(150):
        class Point:
            __slots__ = ("x",)

            def __init__(self, x):
                self.x = x

            @property
            def double(self):
                return self.x * 2

            @classmethod
            def of(cls, x):
                return cls(x)

            def __eq__(self, other):
                return self.x == other.x

            def __hash__(self):
                return hash(self.x)

        @functools.lru_cache(maxsize=4)
        def cached(x):
            return x + i

        if Point.of(i).double != 2 * i or Point(i) != Point(i) or len({Point(1), Point(1), Point(2)}) != 2:
            strange.append(i)
        if cached(1) != 1 + i or cached(1) != 1 + i:
            strange.append("cache")
        table[Point(i % 10)] = i
        shared(i % 20)


@functools.lru_cache(maxsize=8)
def shared(x):
    return [x]


table = {}
together(*[make] * 4)
print(strange, shared(3) == [3])


def counter():
    n = 0

    def bump():
        nonlocal n
        for _ in range(2000):
            n += 1
        return n

    return bump, lambda: n


bump, read = counter()
together(bump, bump, bump)
print(2 <= read() <= 6000)  # A stale store can take back nearly all.
