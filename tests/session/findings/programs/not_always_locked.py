# finds: not-always-locked
# runs: simulated
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
    total = 0


threads = [threading.Thread(target=each) for each in (add, reset)]
for t in threads:
    t.start()
for t in threads:
    t.join()
