import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

lock = threading.Lock()
attempt(lock.release)
attempt(lock.acquire)
attempt(lock.locked)
attempt(lambda: lock.acquire(False))
attempt(lambda: lock.acquire(blocking=False))
attempt(lambda: lock.acquire(timeout=0.01))
attempt(lambda: lock.acquire(True, 0.01))
attempt(lambda: lock.acquire(True, 0))
attempt(lock.release)
attempt(lambda: lock.acquire(False, 1))
attempt(lambda: lock.acquire(True, -2))
attempt(lambda: lock.acquire(timeout=1e10))
attempt(lambda: lock.acquire(False, -1))
attempt(lock.release)
with lock:
    print(lock.locked(), lock)
print(lock.locked(), lock)
