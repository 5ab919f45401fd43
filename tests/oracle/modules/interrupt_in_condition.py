# interrupt: ready
import threading
condition = threading.Condition()
print("ready", flush=True)
try:
    with condition:
        condition.wait()
except KeyboardInterrupt:
    print("wait was interrupted")
print(condition.acquire(False))
