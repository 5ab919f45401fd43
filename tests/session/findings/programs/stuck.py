# runs: simulated
# finds: stuck
# Two workers, but one end of the work for both.
import queue
import threading

tasks = queue.Queue()


def worker():
    while tasks.get() is not None:
        pass


threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads:
    t.start()
tasks.put(1)
tasks.put(None)
for t in threads:
    t.join()
