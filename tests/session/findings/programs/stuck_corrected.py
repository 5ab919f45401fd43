# finds: nothing
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
for _ in threads:
    tasks.put(None)
for t in threads:
    t.join()
