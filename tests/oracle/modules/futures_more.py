import concurrent.futures as cf
import threading
from concurrent.futures import ThreadPoolExecutor, Future, wait, as_completed, FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED

gate = threading.Event()


def fails(x):
    raise ValueError(x)


with ThreadPoolExecutor(max_workers=1, thread_name_prefix="pool") as pool:
    first = pool.submit(gate.wait)
    second = pool.submit(lambda: threading.current_thread().name)
    third = pool.submit(fails, 3)
    while not first.running():
        pass
    print(first.running(), first.done(), second.done(), second.cancel(), second.cancelled(), second.done(), first.cancel())
    try:
        first.result(timeout=0.01)
    except TimeoutError as error:
        print("TimeoutError", error.args)
    gate.set()
    print(first.result(), repr(third.exception()), third.exception() is third.exception())
    for get in (second.result, third.result, second.exception):
        try:
            get()
        except BaseException as error:
            print(type(error).__name__, error)
    print(list(pool.map(lambda a, b: a * b, [1, 2, 3], [4, 5])), pool.submit(pow, 2, 5).result(), list(pool.map(str, [])))
    callbacks = []
    future = pool.submit(lambda: 7)
    future.result()
    future.add_done_callback(lambda f: callbacks.append(f.result()))
    future.add_done_callback(lambda f: callbacks.append("second"))
    print(callbacks)
try:
    pool.submit(print)
except RuntimeError as error:
    print(error)
future = Future()
print(future.done(), future.running(), future.set_running_or_notify_cancel(), future.running())
future.set_result(5)
print(future.result(), future.exception())
try:
    future.set_result(6)
except cf.InvalidStateError as error:
    print(type(error).__name__, str(error).split(" at ")[0])
future = Future()
print(future.cancel(), future.cancelled(), future.set_running_or_notify_cancel())
with ThreadPoolExecutor(3) as pool:
    gates = [threading.Event() for _ in range(3)]
    jobs = [pool.submit(lambda i=i: gates[i].wait() and i) for i in range(3)]
    gates[1].set()
    done, not_done = wait(jobs, return_when=FIRST_COMPLETED)
    print(len(done), len(not_done), done == {jobs[1]})
    result = wait(jobs, timeout=0.01)
    print(len(result.done), len(result.not_done))
    gates[0].set()
    gates[2].set()
    print(sorted(f.result() for f in as_completed(jobs)))
    failing = [pool.submit(fails, i) for i in range(2)]
    done, not_done = wait(failing, return_when=ALL_COMPLETED)
    print(sorted(str(f.exception()) for f in done), not_done)
    try:
        for value in pool.map(lambda x: 10 // x, [5, 0, 2]):
            print(value)
    except ZeroDivisionError as error:
        print(error)
for bad in (lambda: ThreadPoolExecutor(0), lambda: ThreadPoolExecutor(-1), lambda: ThreadPoolExecutor(1, initializer=5)):
    try:
        bad()
    except (ValueError, TypeError) as error:
        print(type(error).__name__, error)
