# What a pool's pieces look like, and the attributes that people look at.
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(2, "pool") as pool:
    print(repr(pool.map(abs, [1])).split(" at 0x")[0], repr(as_completed([])).split(" at 0x")[0])
    print(pool._max_workers, pool._thread_name_prefix, pool._shutdown, pool._work_queue.qsize() >= 0)
    results = pool.map(abs, [-1, 2, -3])
    print(type(results), next(results), list(results))
print(pool._shutdown, 1 <= len(pool._threads) <= 2, pool._work_queue.empty())

future = Future()
future.set_result(1)
outcome = wait([future, Future()], return_when=FIRST_COMPLETED)
print(outcome._fields, isinstance(outcome, tuple), outcome[0] is outcome.done, outcome._replace(done=1, not_done=2))
done, not_done = outcome
print(len(done), len(not_done), wait([]), wait([]) == (set(), set()), type(outcome))
