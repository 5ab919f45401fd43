# Memory that runs out while threads are made, started, run, told of, and joined.
import queue
import threading


def work(n):
    items = []
    for i in range(5):
        with lock:
            items.append((n, i, str(i)))
            counts[n] = counts.get(n, 0) + 1
    results.put(items)


def fail(n):
    raise RuntimeError("thread " + str(n))


def hook(args):
    with lock:
        told.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))


lock, results, counts, told = threading.Lock(), queue.Queue(), {}, []
threading.excepthook = hook
started = []
for n in range(4):
    thread = threading.Thread(target=fail if n == 2 else work, args=(n,), name=f"worker {n}")
    try:
        thread.start()
        started.append(thread)
    except MemoryError:
        told.append(("MemoryError", "start", thread.name))
for thread in started:
    thread.join()
    assert not thread.is_alive()
assert lock.acquire(timeout=5), "a thread ended and kept the lock"
lock.release()
local = threading.local()
local.value = [1, 2]
event, condition, semaphore = threading.Event(), threading.Condition(), threading.Semaphore(2)
timer = threading.Timer(0.001, event.set)
timer.start()
event.wait(5)
with condition:
    condition.notify_all()
with semaphore:
    barrier = threading.Barrier(1)
    barrier.wait()
timer.join()
print(sorted(counts.items()), results.qsize(), sorted(told), threading.active_count(), local.value)
if any(name == "MemoryError" for name, _, _ in told) or len(told) != 1:
    print("MemoryError", told)
