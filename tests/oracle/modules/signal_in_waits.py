# A signal in a wait of the main thread: the handler is called there; one that returns has the wait go on, one that raises ends it.
import os, queue, signal, threading, time

happened = []


def in_wait(name, wait, end, handler):
    """`end` is called by a thread after the handler; without it the handler ends the wait."""
    happened.clear()
    signal.signal(signal.SIGUSR1, handler)

    def send():
        time.sleep(0.1)  # Nothing tells that the main thread waits.
        os.kill(os.getpid(), signal.SIGUSR1)
        while not happened:
            time.sleep(0.001)
        end()

    thread = threading.Thread(target=send, daemon=True)
    thread.start()
    try:
        print(name, wait(), happened)
    except Exception as error:
        print(name, type(error).__name__, error, happened)
    thread.join()


def returns(signum, frame):
    happened.append(threading.current_thread() is threading.main_thread())


def raises(signum, frame):
    happened.append("raised")
    raise RuntimeError("from the handler")


def nothing():
    pass


lock, event, stop, condition = threading.Lock(), threading.Event(), threading.Event(), threading.Condition()
items, simple, permits, barrier = queue.Queue(), queue.SimpleQueue(), threading.Semaphore(0), threading.Barrier(2)
worker_may_end = threading.Event()
worker = threading.Thread(target=worker_may_end.wait)
worker.start()
lock.acquire()


def notify():
    with condition:
        condition.notify()


def wait_for_notify():
    with condition:
        return condition.wait(20)


in_wait("lock", lock.acquire, lock.release, returns)
in_wait("lock", lock.acquire, nothing, raises)
in_wait("lock, timeout", lambda: lock.acquire(timeout=0.3), nothing, returns)
in_wait("event", event.wait, event.set, returns)
in_wait("other event", stop.wait, stop.set, lambda signum, frame: (happened.append("set"), stop.set()))
event.clear()
in_wait("event", event.wait, nothing, raises)
in_wait("event, timeout", lambda: event.wait(0.3), nothing, returns)
in_wait("condition", wait_for_notify, notify, returns)
in_wait("condition", wait_for_notify, nothing, raises)
in_wait("semaphore", permits.acquire, permits.release, returns)
in_wait("semaphore", permits.acquire, nothing, raises)
in_wait("queue", items.get, lambda: items.put("item"), returns)
in_wait("queue", items.get, nothing, raises)
in_wait("simple queue", simple.get, lambda: simple.put("item"), returns)
in_wait("simple queue", simple.get, nothing, raises)
in_wait("sleep", lambda: time.sleep(0.2), nothing, returns)
in_wait("sleep", lambda: time.sleep(100), nothing, raises)
in_wait("pause", signal.pause, nothing, returns)
in_wait("pause", signal.pause, nothing, raises)
in_wait("barrier", lambda: barrier.wait() in (0, 1), barrier.wait, returns)
in_wait("barrier", barrier.wait, nothing, raises)
print("broken", barrier.broken)
in_wait("join", worker.join, nothing, raises)
in_wait("join", worker.join, worker_may_end.set, returns)
print(lock.locked(), permits._value, items.qsize(), simple.qsize(), condition.acquire(blocking=False))


# A handler that itself waits for a lock that another thread has while the main thread waits for it as well.
def waits(signum, frame):
    with lock:
        happened.append("had the lock")


def let_go():
    time.sleep(0.15)
    lock.release()


def release_twice():
    with lock:
        return "and then the main thread"


threading.Thread(target=let_go).start()
in_wait("handler that waits", release_twice, nothing, waits)
