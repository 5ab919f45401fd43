import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

c = threading.Condition()
attempt(c.wait)
attempt(c.notify)
attempt(c.notify_all)
attempt(lambda: c.wait_for(lambda: True))
attempt(lambda: c.wait_for(lambda: False))
with c:
    print(repr(c).startswith("<Condition(<locked _thread.RLock object owner="), c._lock._recursion_count())
    attempt(lambda: c.wait(0.01))
    attempt(lambda: c.wait(-1))
    attempt(lambda: c.wait(0))
    attempt(lambda: c.wait_for(lambda: [], 0.01))
    attempt(lambda: c.wait_for(lambda: [1], 0.01))
    attempt(lambda: c.wait_for(lambda: None, -1))
    attempt(c.notify)
    attempt(lambda: c.notify(0))
    attempt(c.notify_all)
    with c:
        attempt(lambda: c.wait(0.01))
        print(c._lock._recursion_count())
attempt(c.release)
attempt(c.acquire)
attempt(c.release)
lock = threading.Lock()
c = threading.Condition(lock)
print(c)
with c:
    print(lock.locked(), c)
    attempt(lambda: c.acquire(False))
    attempt(lambda: c.wait(0.01))
print(lock.locked())
