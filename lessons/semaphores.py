"""Semaphore.

Four workers, a pool of two: never are more than two inside. A BoundedSemaphore notices a release too many.
"""
# compare: sorted-lines
import threading
import time

pool = threading.Semaphore(2)
lock = threading.Lock()
active = set()
most = 0


def worker(n):
    global most
    with pool:
        with lock:
            active.add(n)
            most = max(most, len(active))
        time.sleep(0.02)
        with lock:
            active.remove(n)
    print(f"worker {n} is done")


threads = [threading.Thread(target=worker, args=(n,)) for n in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("never more than two:", most <= 2)

bounded = threading.BoundedSemaphore(2)
bounded.acquire()
bounded.release()
try:
    bounded.release()
except ValueError as error:
    print("ValueError:", error)
