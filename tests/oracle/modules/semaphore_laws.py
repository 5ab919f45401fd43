import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

attempt(lambda: threading.Semaphore(-1))
s = threading.Semaphore(2)
print(s, s._value)
attempt(s.acquire)
attempt(lambda: s.acquire(True, 5))
attempt(lambda: s.acquire(False))
attempt(lambda: s.acquire(timeout=0.01))
attempt(lambda: s.acquire(timeout=0))
attempt(lambda: s.acquire(timeout=-1))
attempt(lambda: s.acquire(False, timeout=1))
attempt(lambda: s.release(0))
attempt(lambda: s.release(3))
print(s)
with s as entered:
    print(entered, s)
b = threading.BoundedSemaphore(1)
print(b)
attempt(b.release)
attempt(b.acquire)
print(b)
attempt(lambda: b.release(2))
attempt(b.release)
print(b)
z = threading.Semaphore(0)
attempt(lambda: z.acquire(blocking=False))
z.release()
attempt(lambda: z.acquire(blocking=False))
attempt(lambda: threading.Semaphore().acquire())
