# finds: forgotten-release, unobserved-exception
import threading

lock = threading.RLock()


def worker():
    lock.acquire()
    raise ValueError("no release")


t = threading.Thread(target=worker)
t.start()
t.join()
print("goes on:", not lock.acquire(blocking=False))
