# finds: nothing
import threading

instance = None
lock = threading.Lock()
items = [1, 2, 3]


def get():
    global instance
    if instance is None:  # Looked at again with the lock held.
        with lock:
            if instance is None:
                instance = object()
    with lock:
        if items:
            items.pop()


threads = [threading.Thread(target=get) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
if items:
    items.pop()
