"""The global interpreter lock.

Two threads that only compute take turns under it: no gain. Two that sleep do so at the same time: half the time.
Without the lock the computing ones would gain, too.
"""
# compare: invariant
# invariant: lines[2].startswith("sleeping in two threads gains: ") and len(lines) == 3
import sys
import threading
import time


def compute():
    total = 0
    for n in range(100_000):
        total += n * n


def sleep():
    time.sleep(0.2)


def seconds(function, threads):
    start = time.perf_counter()
    workers = [threading.Thread(target=function) for _ in range(threads)]
    for t in workers:
        t.start()
    for t in workers:
        t.join()
    return time.perf_counter() - start


has_gil = getattr(sys, "_is_gil_enabled", lambda: True)()
print("there is a GIL:", has_gil)
one, two = 2 * seconds(compute, 1), seconds(compute, 2)
print(f"computing: twice alone {one:.2f} s, two threads {two:.2f} s")
print("sleeping in two threads gains:", seconds(sleep, 2) < 2 * seconds(sleep, 1) * 0.75)
