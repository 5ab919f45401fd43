"""A pool of workers over a queue.

Whichever worker is free takes the next item. An item that fails does not take the others with it.
"""
import queue
import threading

tasks = queue.Queue()
results = queue.Queue()


def process(n):
    if n == 3:
        raise ValueError("three is refused")
    return n * 10


def worker():
    while True:
        n = tasks.get()
        if n is None:
            return
        try:
            results.put((n, process(n)))
        except ValueError as error:
            results.put((n, f"failed: {error}"))


threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads:
    t.start()
for n in range(6):
    tasks.put(n)
for _ in threads:
    tasks.put(None)
for t in threads:
    t.join()

merged = dict(results.get() for _ in range(6))
for n in sorted(merged):
    print(n, "->", merged[n])
