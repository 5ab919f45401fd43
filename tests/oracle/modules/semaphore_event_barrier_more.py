import threading

semaphore = threading.Semaphore(2)
print(semaphore.acquire(), semaphore.acquire(False), semaphore.acquire(False), semaphore.acquire(timeout=0.001), semaphore.acquire(blocking=False))
semaphore.release(2)
with semaphore as entered:
    print(entered)
bounded = threading.BoundedSemaphore(1)
for bad in (bounded.release, lambda: threading.Semaphore(-1), lambda: semaphore.release(0), lambda: semaphore.acquire(False, 1), lambda: bounded.release(2), lambda: threading.Barrier(0)):
    try:
        print(bad())
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
event = threading.Event()
print(event.is_set(), event.wait(0.001), event.set(), event.is_set(), event.wait(), event.wait(0), event.clear(), event.is_set(), event.wait(-1))
barrier = threading.Barrier(2, action=lambda: print("action"), timeout=5)
print(barrier.parties, barrier.n_waiting, barrier.broken)
thread = threading.Thread(target=barrier.wait)
thread.start()
print(barrier.wait() in (0, 1))
thread.join()
barrier.abort()
print(barrier.broken)
for attempt in (barrier.wait, barrier.wait):
    try:
        attempt()
    except threading.BrokenBarrierError as error:
        print("broken", repr(error), isinstance(error, RuntimeError))
barrier.reset()
print(barrier.broken, barrier.n_waiting)
try:
    barrier.wait(0.001)
except threading.BrokenBarrierError:
    print("timed out", barrier.broken)
alone = threading.Barrier(1)
print(alone.wait(), alone.wait())


def boom():
    raise ValueError("action")


failing = threading.Barrier(1, boom)
try:
    failing.wait()
except ValueError as error:
    print(error, failing.broken)
