import threading
from concurrent.futures import ThreadPoolExecutor

gate = threading.Event()
pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="mine")
first = pool.submit(gate.wait)
second = pool.submit(print, "never")
while not first.running(): pass
print(first.cancel(), second.cancel(), second.cancelled())
try:
    first.result(timeout=0.01)
except TimeoutError:
    print("TimeoutError")
gate.set()
print(first.result(), pool.submit(lambda: threading.current_thread().name).result())
pool.shutdown()
seen = []
with ThreadPoolExecutor(2, initializer=seen.append, initargs=("init",)) as pool:
    pool.submit(int).result()
print(seen)
gate.clear()
pool = ThreadPoolExecutor(1)
blocked = pool.submit(gate.wait)
waiting = [pool.submit(int) for _ in range(3)]
while not blocked.running(): pass
pool.shutdown(wait=False, cancel_futures=True)
print([f.cancelled() for f in waiting])
gate.set()
print(blocked.result())
