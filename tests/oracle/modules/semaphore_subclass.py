import threading

class Loud(threading.Semaphore):
    def acquire(self, *args, **kwargs):
        got = super().acquire(*args, **kwargs)
        print("acquired", got)
        return got
s = Loud(1)
s.acquire()
s.acquire(blocking=False)
s.release()
print(s._value, isinstance(s, threading.Semaphore), isinstance(threading.BoundedSemaphore(), threading.Semaphore))
