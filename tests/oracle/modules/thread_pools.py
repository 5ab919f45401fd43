# multiprocessing.pool.ThreadPool, multiprocessing.dummy, and what multiprocessing has without processes.
import multiprocessing
import multiprocessing.dummy
import threading
import time
from multiprocessing.dummy import Pool, Process
from multiprocessing.pool import ThreadPool


def fails(call, *arguments, **keywords):
    try:
        print("no error:", call(*arguments, **keywords))
    except Exception as error:
        print(type(error), "|", error)


def square(x):
    return x * x


def add(a, b):
    return a + b


def bad(x):
    if x == 3:
        raise ValueError(f"bad {x}")
    return x


print(multiprocessing.cpu_count() >= 1, multiprocessing.current_process().name, multiprocessing.current_process(), multiprocessing.active_children(), multiprocessing.parent_process())

with ThreadPool(3) as pool:
    print(pool)
    print(pool.map(square, range(10)), pool.map(square, []), pool.map(square, (x for x in range(4)), chunksize=2))
    print(list(pool.imap(square, range(5))), sorted(pool.imap_unordered(square, range(5))), list(pool.imap(square, range(7), chunksize=3)))
    print(pool.apply(add, (1, 2)), pool.apply(add, (1,), {"b": 4}), pool.starmap(add, [(1, 2), (3, 4)]), pool.starmap_async(add, [(5, 6)]).get())
    result = pool.apply_async(square, (7,))
    print(result.get(), result.ready(), result.successful(), result.get(timeout=1))
    seen = []
    pool.map_async(square, [1, 2, 3], callback=seen.append).wait()
    pool.apply_async(bad, (3,), error_callback=lambda error: seen.append(repr(error))).wait()
    print(seen)
    fails(pool.map, bad, [1, 2, 3, 4])
    fails(pool.apply, bad, (3,))
    items = pool.imap(bad, [1, 2, 3, 4])
    print(next(items), items.next(timeout=5))
    fails(next, items)
    print(next(items))
    fails(next, items)
    gate = threading.Event()
    slow = pool.apply_async(gate.wait)
    print(slow.ready())
    fails(slow.get, timeout=0.01)
    fails(slow.get, 0)
    try:
        slow.successful()
    except ValueError as error:
        print(str(error).endswith("not ready"))
    gate.set()
    print(slow.get())
    fails(pool.join)
    fails(pool.imap, square, [1], 0)
print(pool)
fails(pool.map, square, [1])
fails(pool.apply_async, square, (1,))
pool.join()

pool = ThreadPool(processes=2, initializer=lambda text: None, initargs=("x",))
print(sorted({name.split(" ")[1] for name in pool.map(lambda _: threading.current_thread().name, range(4))}))
pool.close()
print(pool)
fails(pool.apply, square, (1,))
pool.join()
fails(ThreadPool, 0)
fails(ThreadPool, 1, "x")

with Pool(2) as pool:
    print(type(pool), pool.map(square, [1, 2]))

q = multiprocessing.dummy.Queue()
p = Process(target=lambda: q.put(square(5)), name="worker")
print(p.name, p.is_alive(), p.exitcode, isinstance(p, threading.Thread))
p.start()
print(q.get())
p.join()
print(p.exitcode, p.is_alive())
lock = multiprocessing.dummy.Lock()
with lock:
    print(lock.locked())
value = multiprocessing.dummy.Value("i", 3)
value.value += 1
print(value.value, value, multiprocessing.dummy.Namespace(a=1, b="x"))
one, other = multiprocessing.dummy.Pipe()
one.send("hello")
print(other.poll(), other.recv(), other.poll())
