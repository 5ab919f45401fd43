# Memory that runs out in an executor, whose futures keep what their calls raised.
import atexit
import logging
from concurrent.futures import ThreadPoolExecutor, as_completed, wait


def square(n):
    return [n * n] * 2


def goodbye(words):
    print("goodbye", *words)


logging.basicConfig(format="%(levelname)s %(message)s")
atexit.register(goodbye, ["a", "b"])
with ThreadPoolExecutor(2, thread_name_prefix="pool") as pool:
    futures = [pool.submit(square, n) for n in range(5)]
    logging.warning("submitted %d", len(futures))
    done, _ = wait(futures, timeout=5)
    print(len(done), [future.result() for future in futures])
    print(sorted(future.result()[0] for future in as_completed(futures)), list(pool.map(square, range(3))))
