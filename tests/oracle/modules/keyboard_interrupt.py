# interrupt: ready
import threading

lock = threading.Lock()
lock.acquire()
print("ready", flush=True)
try:
    lock.acquire()
except KeyboardInterrupt:
    print("interrupted", lock.locked())
