# append and popleft of a deque are atomic.
import threading
from collections import deque


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


queue = deque()
taken = [[], []]
strange = []


def put():
    for i in range(2000):
        queue.append(i)


def get(n):
    def run():
        while len(taken[n]) < 2000:
            try:
                taken[n].append(queue.popleft())
            except IndexError:
                pass
    return run


together(put, put, get(0), get(1))
print(len(queue), sorted(taken[0] + taken[1]) == sorted([*range(2000)] * 2))

latest = deque(maxlen=10)


def change():
    for i in range(1000):
        latest.append(i)
        latest.appendleft(i)
        try:
            latest.rotate(3), latest.reverse(), len(latest), latest.pop(), latest[2]
            latest[1] = i
            latest.insert(1, i)
            del latest[0]
            for item in latest:
                pass
            latest.extend([i, i])
        except (IndexError, RuntimeError) as error:
            if str(error) not in ("deque index out of range", "deque mutated during iteration", "deque already at its maximum size",
                                  "pop from an empty deque"):
                strange.append(repr(error))


together(*[change] * 4)
print(strange, len(latest) <= 10)
