# finds: hint misuse
import queue
import threading

items = queue.Queue()
for n in range(3):
    items.put(n)
took = threading.Event()


def worker():
    while True:
        items.get()
        took.set()
        threading.Event().wait()


threading.Thread(target=worker, daemon=True).start()
took.wait()
