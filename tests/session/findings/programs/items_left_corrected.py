# finds: nothing
import queue
import threading

items = queue.Queue()
for n in range(3):
    items.put(n)


def worker():
    while True:
        items.get()
        items.task_done()


threading.Thread(target=worker, daemon=True).start()
items.join()
