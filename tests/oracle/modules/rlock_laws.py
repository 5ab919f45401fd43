import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

lock = threading.RLock()
attempt(lock.release)
attempt(lock.acquire)
attempt(lock.acquire)
attempt(lambda: lock.acquire(False))
attempt(lambda: lock.acquire(timeout=1))
attempt(lambda: lock.acquire(False, 1))
attempt(lambda: lock.acquire(True, -2))
print(repr(lock).split(" owner")[0], repr(lock).split("count=")[1].split()[0], lock._recursion_count(), lock._is_owned())
def other():
    attempt(lambda: lock.acquire(False))
    attempt(lambda: lock.acquire(timeout=0.01))
    attempt(lock.release)
    print(lock._is_owned(), lock._recursion_count())
t = threading.Thread(target=other); t.start(); t.join()
for _ in range(4): lock.release()
attempt(lock.release)
print(lock)
with lock:
    with lock:
        print(lock._recursion_count())
print(lock._recursion_count())
