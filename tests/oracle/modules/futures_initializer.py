import threading
from concurrent.futures import ThreadPoolExecutor

local = threading.local()
count = []


def begin(base):
    local.base = base
    count.append(threading.current_thread().name)


with ThreadPoolExecutor(2, thread_name_prefix="w", initializer=begin, initargs=(100,)) as pool:
    print(sorted(pool.map(lambda x: local.base + x, range(5))))
print(set(count) <= {"w_0", "w_1"}, len(count) in (1, 2))
pool = ThreadPoolExecutor(1)
futures = [pool.submit(lambda x=x: x) for x in range(3)]
pool.shutdown(wait=True)
print([f.result() for f in futures], threading.active_count())
gate = threading.Event()
pool = ThreadPoolExecutor(1)
running = pool.submit(gate.wait)
while not running.running():
    pass
waiting = [pool.submit(print, "never") for _ in range(3)]
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in waiting])
gate.set()
print(running.result())
