"""programs.py ROUNDS [NAME…]

Small programs of two threads, or three, whose outcome depends on who gets the GIL when a thread is woken. Each is run ROUNDS
times; a line tells a program, an outcome, and how often it came. Runs in CPython and in Threadbox.
"""
import collections
import concurrent.futures
import queue
import sys
import threading
import time

settled = 0.002  # Long enough for a thread to wait where it is going to.


def started(target):
    thread = threading.Thread(target=target)
    thread.start()
    return thread


def start_then_look():
    done = []
    thread = started(lambda: done.append(1))
    seen = "done" if done else "not yet"
    thread.join()
    return seen


def start_two():
    order = []
    first = started(lambda: order.append("1"))
    second = started(lambda: order.append("2"))
    order.append("main")
    first.join()
    second.join()
    return " ".join(order)


def start_a_long_one():
    ended = []

    def long():
        for _ in range(2_000_000):
            pass
        ended.append(1)

    thread = started(long)
    seen = "ended" if ended else "running"
    thread.join()
    return seen


def start_a_timer_of_0():
    done = []
    timer = threading.Timer(0, lambda: done.append(1))
    timer.start()
    seen = "fired" if done else "not yet"
    timer.join()
    return seen


def lock_release_then_retake():
    lock = threading.Lock()
    lock.acquire()

    def wait():
        with lock:
            pass

    thread = started(wait)
    time.sleep(settled)
    lock.release()
    retaken = lock.acquire(blocking=False)
    if retaken:
        lock.release()
    thread.join()
    return "retaken" if retaken else "lost"


def lock_in_turns():
    lock = threading.Lock()
    order = []

    def twice(name):
        for _ in range(2):
            with lock:
                order.append(name)

    with lock:
        thread = started(lambda: twice("t"))
        time.sleep(settled)
    twice("m")
    thread.join()
    return " ".join(order)


def condition_notify_then_look():
    condition = threading.Condition()
    woken = []

    def wait():
        with condition:
            condition.wait()
            woken.append(1)

    thread = started(wait)
    time.sleep(settled)
    with condition:
        condition.notify()
    seen = "woken" if woken else "not yet"
    thread.join()
    return seen


def condition_notify_then_lock():
    condition = threading.Condition()
    order = []

    def wait():
        with condition:
            condition.wait()
            order.append("t")

    thread = started(wait)
    time.sleep(settled)
    with condition:
        condition.notify()
    with condition:
        order.append("m")
    thread.join()
    return " ".join(order)


def semaphore_release_then_retake():
    semaphore = threading.Semaphore(0)
    thread = started(semaphore.acquire)
    time.sleep(settled)
    semaphore.release()
    retaken = semaphore.acquire(blocking=False)
    if retaken:
        semaphore.release()
    thread.join()
    return "retaken" if retaken else "lost"


def event_set_then_look():
    event = threading.Event()
    woken = []

    def wait():
        event.wait()
        woken.append(1)

    thread = started(wait)
    time.sleep(settled)
    event.set()
    seen = "woken" if woken else "not yet"
    thread.join()
    return seen


def put_then_look(items):
    thread = started(items.get)
    time.sleep(settled)
    items.put(1)
    size = items.qsize()
    thread.join()
    return f"qsize {size}"


def queue_put_then_look():
    return put_then_look(queue.Queue())


def simple_queue_put_then_look():
    return put_then_look(queue.SimpleQueue())


def barrier_pass_then_abort():
    barrier = threading.Barrier(2)
    outcome = []

    def wait():
        try:
            outcome.append(f"index {barrier.wait()}")
        except threading.BrokenBarrierError:
            outcome.append("broken")

    thread = started(wait)
    time.sleep(settled)
    barrier.wait()
    barrier.abort()
    thread.join()
    return outcome[0]


def join_and_go_on():
    order = []

    def short():
        time.sleep(settled)
        order.append("t")

    def join():
        first.join()
        order.append("joiner")

    first = started(short)
    second = started(join)
    first.join()
    order.append("main")
    second.join()
    return " ".join(order)


def sleep_of_0():
    order = []

    def thrice(name):
        for _ in range(3):
            order.append(name)
            time.sleep(0)

    thread = started(lambda: thrice("t"))
    thrice("m")
    thread.join()
    return " ".join(order)


def submit_then_look():
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        new = pool.submit(pow, 2, 3).done()
        time.sleep(settled)
        idle = pool.submit(pow, 2, 3).done()
    return f"{'done' if new else 'not yet'}; idle worker: {'done' if idle else 'not yet'}"


programs = [
    start_then_look, start_two, start_a_long_one, start_a_timer_of_0, lock_release_then_retake, lock_in_turns,
    condition_notify_then_look, condition_notify_then_lock, semaphore_release_then_retake, event_set_then_look,
    queue_put_then_look, simple_queue_put_then_look, barrier_pass_then_abort, join_and_go_on, sleep_of_0, submit_then_look,
]


def main():
    rounds = int(sys.argv[1])
    for program in programs:
        if len(sys.argv) > 2 and program.__name__ not in sys.argv[2:]:
            continue
        outcomes = collections.Counter(program() for _ in range(rounds))
        for outcome, count in outcomes.most_common():
            print(f"{program.__name__}|{outcome}|{count}")


main()
