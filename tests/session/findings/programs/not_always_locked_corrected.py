# finds: nothing
import threading

total = 0
lock = threading.Lock()


def add():
    global total
    for _ in range(3):
        with lock:
            total += 1


def reset():
    global total
    with lock:
        total = 0


threads = [threading.Thread(target=each) for each in (add, reset)]
for t in threads:
    t.start()
for t in threads:
    t.join()
total = 0  # After the joins.
