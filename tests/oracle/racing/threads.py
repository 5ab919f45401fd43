# Threads that start threads, pools, queues, locals, locks, a random generator: what the library promises holds.
import queue
import random
import threading
from concurrent.futures import ThreadPoolExecutor


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


done = []


def start():
    for i in range(30):
        thread = threading.Thread(target=done.append, args=(i,))
        thread.start()
        threading.enumerate(), threading.current_thread().name, threading.active_count(), thread.is_alive(), repr(thread)
        thread.join()


together(*[start] * 4)
print(len(done), threading.active_count())

own = threading.local()
strange = []
lock = threading.RLock()
number = 0


def work():
    global number
    own.list = []
    for i in range(500):
        own.value = i
        own.list.append(i)
        if own.value != i:
            strange.append(i)
        with lock:
            number += 1
        if not 1 <= random.randint(1, 6) <= 6 or not 0 <= random.random() < 1:
            strange.append("random")


together(*[work] * 4)
print(strange, number)

jobs = queue.Queue(10)
got = []


def put():
    for i in range(300):
        jobs.put(i)


def get():
    for _ in range(300):
        got.append(jobs.get())
        jobs.task_done()


together(put, put, get, get)
jobs.join()
print(sorted(got) == sorted([*range(300)] * 2), jobs.qsize())
with ThreadPoolExecutor(4) as pool:
    print(sum(pool.map(lambda x: x * x, range(200))))
    futures = [pool.submit(pow, 2, i) for i in range(50)]
    print(sum(future.result() for future in futures) == 2 ** 50 - 1)
again = queue.Queue()
shared = [threading.Lock(), threading.Event(), threading.Semaphore(2), threading.Condition()]


def name():
    global last
    for i in range(300):
        last = shared[i % 4]
        last = own_lock = threading.Lock()
        with own_lock:
            pass
        shared[1].set(), shared[1].is_set(), repr(shared[0])


last = None
together(*[name] * 4)
print(type(last).__name__ in ("lock", "Event", "Semaphore", "Condition"))
