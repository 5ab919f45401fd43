"""A throttle by active_count().

A job starts whenever fewer than four threads run, main included.
"""
import threading
import time

LIMIT = 4
lock = threading.Lock()
most = 0
finished = []


def job(n):
    global most
    with lock:
        most = max(most, threading.active_count())
    time.sleep(0.01)
    with lock:
        finished.append(n)


threads = []
for n in range(8):
    while threading.active_count() >= LIMIT:
        time.sleep(0.001)
    t = threading.Thread(target=job, args=(n,))
    t.start()
    threads.append(t)
for t in threads:
    t.join()
print("finished:", sorted(finished))
print("never more than", LIMIT, "threads:", most <= LIMIT)
