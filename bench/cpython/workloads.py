"""The workloads of bench/core in CPython, with its own threading module: prints {"workload": [nanoseconds of each run]} as JSON.

workloads.py [RUNS [SECONDS_FOR_EACH]]
"""

import json
import queue
import sys
import threading
import time


def timed(function):
    start = time.perf_counter()
    function()
    return time.perf_counter() - start


def timed_in_threads(count, body):
    ready = threading.Barrier(count + 1)

    def run(number):
        ready.wait()
        body(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    ready.wait()
    return timed(lambda: [thread.join() for thread in threads])


def uncontended(make):
    def run(operations):
        lock = make()
        acquire, release = lock.acquire, lock.release

        def body():
            for _ in range(operations):
                acquire()
                release()

        return timed(body)

    return run


def contended(threads):
    def run(operations):
        lock = threading.Lock()

        def body(_):
            for _ in range(operations // threads + 1):
                lock.acquire()
                lock.release()

        return timed_in_threads(threads, body)

    return run


def ping_pong(make, give, take):
    def run(operations):
        ping, pong = make(), make()

        def body(number):
            for _ in range(operations):
                if number == 0:
                    give(ping)
                    take(pong)
                else:
                    take(ping)
                    give(pong)

        return timed_in_threads(2, body)

    return run


def take_event(event):
    event.wait()
    event.clear()


def condition_ping_pong(operations):
    condition = threading.Condition(threading.Lock())
    turn = 0

    def body(number):
        nonlocal turn
        for _ in range(operations):
            with condition:
                while turn != number:
                    condition.wait()
                turn = 1 - number
                condition.notify()

    return timed_in_threads(2, body)


def barrier(threads):
    def run(operations):
        gate = threading.Barrier(threads)

        def body(_):
            for _ in range(operations):
                gate.wait()

        return timed_in_threads(threads, body)

    return run


def queues(producers):
    def run(operations):
        items = queue.Queue()
        each = operations // producers + 1

        def body(number):
            if number < producers:
                for i in range(each):
                    items.put(i)
            else:
                for _ in range(each):
                    items.get()

        return timed_in_threads(2 * producers, body)

    return run


def spawn_and_join(operations):
    def body():
        for _ in range(operations):
            thread = threading.Thread(target=lambda: None)
            thread.start()
            thread.join()

    return timed(body)


WORKLOADS = {
    "lock": uncontended(threading.Lock),
    "lock, 2 threads": contended(2),
    "lock, 8 threads": contended(8),
    "rlock": uncontended(threading.RLock),
    "semaphore": uncontended(lambda: threading.Semaphore(1)),
    "event ping-pong": ping_pong(threading.Event, threading.Event.set, take_event),
    "semaphore ping-pong": ping_pong(lambda: threading.Semaphore(0), threading.Semaphore.release,
                                     threading.Semaphore.acquire),
    "condition ping-pong": condition_ping_pong,
    "barrier of 2": barrier(2),
    "barrier of 8": barrier(8),
    "queue, 1 to 1": queues(1),
    "queue, 4 to 4": queues(4),
    "spawn and join": spawn_and_join,
}


def main():
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    least = float(sys.argv[2]) if len(sys.argv) > 2 else 0.1
    times = {}
    for name, run in WORKLOADS.items():
        operations = 10
        while (seconds := run(operations)) < least / 2:
            operations = max(2 * operations, min(100 * operations, int(operations * least / max(seconds, 1e-9))))
        times[name] = [run(operations) / operations * 1e9 for _ in range(runs)]
    json.dump({"version": sys.version.split()[0], "times_ns": times}, sys.stdout)


if __name__ == "__main__":
    main()
