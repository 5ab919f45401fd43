# interrupt: main has ended
# The pool's workers are not joined, nor are other threads.
import atexit, threading, time
from concurrent.futures import ThreadPoolExecutor

atexit.register(print, "exit function")
pool = ThreadPoolExecutor(1)
pool.submit(time.sleep, 30)
pool.submit(print, "never")
threading.Thread(target=time.sleep, args=(30,)).start()
print("main has ended", flush=True)
