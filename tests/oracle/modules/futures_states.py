# Futures that are cancelled, watched, finished out of order; what CPython's own tests ask of them.
import concurrent.futures as cf
import threading
import time
from concurrent.futures import ALL_COMPLETED, FIRST_COMPLETED, FIRST_EXCEPTION, Future, ThreadPoolExecutor, as_completed, wait


def attempt(call, *args, **kwargs):
    try:
        return call(*args, **kwargs)
    except BaseException as error:
        return f"{type(error).__name__}: {error}"


def show(result, futures):
    return [futures.index(one) for one in futures if one in result.done], [futures.index(one) for one in futures if one in result.not_done]


def finished(value=None, exception=None):
    future = Future()
    future.set_running_or_notify_cancel()
    if exception is not None:
        future.set_exception(exception)
    else:
        future.set_result(value)
    return future


def cancelled(notified=True):
    future = Future()
    future.cancel()
    if notified:
        future.set_running_or_notify_cancel()
    return future


# A future is cancelled at once for itself, but for wait() and as_completed() only when its executor has noticed.
silent, told = cancelled(False), cancelled()
print(silent.cancelled(), silent.done(), told.cancelled(), told.done(), silent.cancel(), told.cancel(), finished(1).cancel())
print(show(wait([silent, told], timeout=0.01), [silent, told]))
print(attempt(lambda: [one is told for one in as_completed([silent, told], timeout=0.01)]))
heard = []
iterator = as_completed([silent, told], timeout=0.01)
heard.append(next(iterator) is told)
print(heard, attempt(next, iterator))
for future in (silent, told):
    for timeout in (None, 0, 0.01):
        print(attempt(future.result, timeout), attempt(future.exception, timeout))

# One that is cancelled while somebody watches it.
future = Future()
waiter = threading.Thread(target=lambda: print("watched", show(wait([future]), [future])))
waiter.start()
future.cancel()
waiter.join(0.05)
print("still waits", waiter.is_alive())
notified = future.set_running_or_notify_cancel()
waiter.join()
print(notified)

# set_running_or_notify_cancel, set_result and set_exception in every state.
pending, running = Future(), Future()
print(running.set_running_or_notify_cancel(), running.running(), running.cancel())
states = {"pending": Future, "running": lambda: running, "cancelled": lambda: cancelled(False), "notified": cancelled,
          "finished": lambda: finished(1), "failed": lambda: finished(exception=KeyError("k"))}
for name, make in states.items():
    for call in (lambda one: one.set_result(2), lambda one: one.set_exception(OSError())):
        future = make()
        if name == "running":
            future = Future()
            future.set_running_or_notify_cancel()
        told = attempt(call, future)
        print(name, told.split(" at ")[0] if told else told, future.done())
print(attempt(Future().result, 0), attempt(Future().result, 0.01), attempt(Future().exception, 0))
print(finished(exception=KeyError("k")).exception(), attempt(finished(exception=KeyError("k")).result))

# Callbacks run in their order; what one raises is logged and stops none.
order = []
future = Future()
future.add_done_callback(lambda one: order.append(1))
future.add_done_callback(lambda one: 1 / 0)
future.add_done_callback(lambda one: order.append((2, one.cancelled())))
future.cancel()
future.add_done_callback(lambda one: order.append(3))
print(order)


def leaves(one):
    raise SystemExit("not caught")


future = Future()
future.add_done_callback(leaves)
print(attempt(future.set_result, 1), future.result())

# wait(): what is given twice counts once; nothing; when to return.
one, failed, gone, open_one = finished(1), finished(exception=ValueError()), cancelled(), Future()
print(show(wait([one, one, failed]), [one, failed]), show(wait([]), []), len(wait([one, one]).done))
for when in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
    for futures in ([one, open_one], [failed, open_one], [gone, open_one], [open_one]):
        print(when, show(wait(futures, timeout=0.01, return_when=when), futures))
print(attempt(wait, [open_one], return_when="sometime"), show(wait([one], return_when="sometime"), [one]))
print(show(wait([open_one], timeout=0), [open_one]), show(wait([open_one], timeout=-1), [open_one]))
for when in (FIRST_COMPLETED, FIRST_EXCEPTION, ALL_COMPLETED):
    futures = [Future() for _ in range(3)]
    result = []
    waiter = threading.Thread(target=lambda: result.append(show(wait(futures, return_when=when), futures)))
    waiter.start()
    futures[2].set_result(1)
    waiter.join(5 if when == FIRST_COMPLETED else 0.03)
    alive = waiter.is_alive()
    futures[1].set_exception(KeyError())
    waiter.join(0.03 if when == ALL_COMPLETED else 5)
    print(when, alive, waiter.is_alive())
    futures[0].set_result(2)
    waiter.join()
    print(len(result[0][0]) >= (1 if when == FIRST_COMPLETED else 2))

# as_completed(): those that have ended first, each once, and nothing is asked before the first next().
print(len(list(as_completed([one, one, failed]))), list(as_completed([])), type(as_completed(5)).__name__, attempt(next, as_completed(5)))
futures = [Future() for _ in range(3)]


def finish():
    for index in (1, 0, 2):
        futures[index].set_result(index)


thread = threading.Timer(0.2, finish)
thread.start()
print([each.result() for each in as_completed(futures)])
print(attempt(list, as_completed([one, open_one, Future()], timeout=0.01)))
print(attempt(list, as_completed([open_one], timeout=0)))

# The executor.
with ThreadPoolExecutor(1) as pool:
    print(attempt(list, pool.map(lambda n: 6 // n, [3, 0, 1])))
    print(list(pool.map(lambda a, b: a + b, [1, 2, 3], [10, 20])), list(pool.map(str, [])))
    gate = threading.Event()
    results = pool.map(lambda n: gate.wait(5) and n, [1, 2], timeout=0.02)
    print(attempt(next, results), attempt(next, results))
    gate.set()
pool = ThreadPoolExecutor(1)
gate, begun = threading.Event(), threading.Event()


def blocks():
    begun.set()
    gate.wait()
    return "ran"


running = pool.submit(blocks)
queued = [pool.submit(pow, 2, n) for n in range(3)]
begun.wait()
print(running.running(), running.cancel(), queued[1].cancel(), queued[1].cancelled())
pool.shutdown(wait=False, cancel_futures=True)
print([each.cancelled() for each in queued], attempt(pool.submit, pow, 1, 1))
gate.set()
pool.shutdown()
print(running.result(), [attempt(each.result, 1) for each in queued])
print(show(wait([running] + queued, timeout=0.01), [running] + queued))

with ThreadPoolExecutor(1) as pool:
    gate = threading.Event()
    first = pool.submit(gate.wait)
    second = pool.submit(pow, 2, 2)
    print(second.cancel())
    gate.set()
    print(show(wait([first, second]), [first, second]), sorted([each is second for each in as_completed([first, second])]))

pool = ThreadPoolExecutor(1)
cheat = Future()
pool.submit(lambda: cheat.set_result(5)).result()
print(cheat.result(), repr(cheat).split("state=")[1])
pool.shutdown()
pool.shutdown()
print(attempt(pool.map, str, [1]))
print([issubclass(kind, Exception) for kind in (cf.CancelledError, cf.TimeoutError, cf.InvalidStateError, cf.BrokenExecutor)], cf.TimeoutError is TimeoutError)
