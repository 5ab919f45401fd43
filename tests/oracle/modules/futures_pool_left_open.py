from concurrent.futures import ThreadPoolExecutor
import threading

started = threading.Event()
def work():
    started.wait()
    print("worker ends")
pool = ThreadPoolExecutor(1)
pool.submit(work)
print("main ends")
started.set()
