"""Event.

wait() blocks until the flag is set and returns True; with a timeout it returns the flag, False when time was up. A
coordinator releases three workers at once.
"""
# compare: sorted-lines
import threading

ready = threading.Event()
start = threading.Event()
print("is_set:", start.is_set(), "- wait(0.01) returns", start.wait(0.01))


def worker(n):
    if n == 2:
        ready.set()
    print(f"worker {n}: wait() returned {start.wait()}")


threads = [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads:
    t.start()
ready.wait()
print("coordinator: go")
start.set()
for t in threads:
    t.join()

start.clear()
print("cleared:", start.is_set())
