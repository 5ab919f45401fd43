import concurrent.futures
from concurrent.futures import ThreadPoolExecutor, Future, wait, as_completed, FIRST_COMPLETED, ALL_COMPLETED, FIRST_EXCEPTION

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

def fail(n): raise KeyError(n)
with ThreadPoolExecutor(2) as pool:
    f = pool.submit(pow, 2, 10)
    print(f.result(), f.done(), f.running(), f.cancelled(), f.exception(), f.cancel())
    g = pool.submit(fail, 3)
    attempt(g.result)
    print(repr(g.exception()), g.done())
    print(list(pool.map(lambda a, b: a * b, range(4), range(4))))
    attempt(lambda: list(pool.map(fail, [1, 2])))
    futures = [pool.submit(str, n) for n in range(5)]
    print(sorted([f.result() for f in as_completed(futures)]))
    done, not_done = wait(futures)
    print(len(done), len(not_done), wait(futures, return_when=FIRST_COMPLETED).not_done)
attempt(lambda: pool.submit(print))
attempt(lambda: ThreadPoolExecutor(0))
attempt(lambda: ThreadPoolExecutor(initializer=5))
print(ThreadPoolExecutor is concurrent.futures.ThreadPoolExecutor, issubclass(concurrent.futures.TimeoutError, OSError))
