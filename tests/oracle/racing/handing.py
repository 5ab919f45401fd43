# Nine threads wait, one has something for each of them: nobody sleeps while there is something to take.
import queue
import threading
import time
from concurrent.futures import Future

WAITERS = 9
ROUNDS = 100
DEADLINE = 20.0


def meet(wait, serve):
    """How many were served, over all rounds."""
    served = []

    def waiter():
        begun.release()
        latest = time.monotonic() + DEADLINE
        # At its deadline a waiter looks once more and may find what it should have been woken for.
        if wait() and time.monotonic() < latest:
            served.append(1)

    for _ in range(ROUNDS):
        begun = threading.Semaphore(0)
        threads = [threading.Thread(target=waiter) for _ in range(WAITERS)]
        for thread in threads:
            thread.start()
        for _ in threads:
            begun.acquire()
        serve()
        for thread in threads:
            thread.join()
    return len(served)


def semaphore():
    permits = threading.Semaphore(0)

    def serve():
        for _ in range(WAITERS):
            permits.release()

    return meet(lambda: permits.acquire(timeout=DEADLINE), serve)


def bounded_semaphore():
    permits = threading.BoundedSemaphore(WAITERS)
    for _ in range(WAITERS):
        permits.acquire()

    def serve():
        for _ in range(0, WAITERS, 3):
            permits.release(3)

    return meet(lambda: permits.acquire(timeout=DEADLINE), serve)


def items(items):
    def get():
        try:
            items.get(timeout=DEADLINE)
            return True
        except queue.Empty:
            return False

    def serve():
        for number in range(WAITERS):
            items.put(number)

    return meet(get, serve)


def room():
    places = queue.Queue(1)

    def put():
        try:
            places.put(1, timeout=DEADLINE)
            return True
        except queue.Full:
            return False

    def serve():
        for _ in range(WAITERS):
            places.get()

    return meet(put, serve)


def lock(lock):
    def use():
        if not lock.acquire(timeout=DEADLINE):
            return False
        lock.release()
        return True

    return meet(use, use)


def condition():
    changed = threading.Condition()
    left = [0]

    def wait():
        with changed:
            if not changed.wait_for(lambda: left[0] > 0, DEADLINE):
                return False
            left[0] -= 1
            return True

    def serve():
        for _ in range(WAITERS):
            with changed:
                left[0] += 1
                changed.notify()

    return meet(wait, serve)


def event():
    flag = threading.Event()
    return meet(lambda: flag.wait(DEADLINE), flag.set)


def barrier():
    gate = threading.Barrier(WAITERS + 1)

    def wait():
        try:
            gate.wait(DEADLINE)
            return True
        except threading.BrokenBarrierError:
            return False

    return meet(wait, wait)


def future():
    result = Future()

    def serve():
        if not result.done():
            result.set_result(1)

    return meet(lambda: result.result(DEADLINE) == 1, serve)


print("Semaphore", semaphore())
print("BoundedSemaphore", bounded_semaphore())
print("SimpleQueue", items(queue.SimpleQueue()))
print("Queue", items(queue.Queue()), room())
print("LifoQueue", items(queue.LifoQueue()))
print("Lock", lock(threading.Lock()))
print("RLock", lock(threading.RLock()))
print("Condition", condition())
print("Event", event())
print("Barrier", barrier())
print("Future", future())
