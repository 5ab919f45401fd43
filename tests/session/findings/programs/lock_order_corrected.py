# finds: nothing
# The same order; an opposite order by tries, after a join, before a start, and under a common lock.
import threading

first, second, common = threading.Lock(), threading.RLock(), threading.Lock()


def one():
    with first, second:
        pass


def tries():
    with second:
        if first.acquire(blocking=False):
            first.release()
        if first.acquire(timeout=5):
            first.release()


def guarded(a, b):
    with common:
        with a, b:
            pass


with second, first:  # Before the threads that take them.
    pass
for targets in ([one, one, tries], [lambda: guarded(first, second), lambda: guarded(first, second)]):
    threads = [threading.Thread(target=target) for target in targets]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
third, fourth = threading.Lock(), threading.Lock()
for a, b in ((third, fourth), (fourth, third)):
    threads = [threading.Thread(target=guarded, args=(a, b)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
with second, first:
    pass
