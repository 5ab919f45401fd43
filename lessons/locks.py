"""Lock.

A counter that four threads raise stays right because of the lock. A thread that must not wait tries without blocking,
and counts how often it came in vain.
"""
# compare: invariant
# invariant: "counter: 4000" in lines and "never taken twice: True" in lines
# invariant: any(line.startswith("got it, after ") for line in lines)
import threading
import time

counter = 0
lock = threading.Lock()


def work():
    global counter
    for _ in range(1000):
        with lock:
            counter += 1


threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("counter:", counter)

# Somebody holds the lock for a while.
held = threading.Event()


def holder():
    with lock:
        held.set()
        time.sleep(0.05)


threading.Thread(target=holder).start()
held.wait()
tries = 0
while not lock.acquire(blocking=False):
    tries += 1
    time.sleep(0.01)
print("got it, after", tries, "tries in vain")
print("never taken twice:", not lock.acquire(False))
lock.release()
try:
    lock.release()
except RuntimeError as error:
    print("RuntimeError:", error)
