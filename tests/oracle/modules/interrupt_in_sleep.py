# interrupt: ready
import time
print("ready", flush=True)
try:
    time.sleep(30)
except KeyboardInterrupt:
    print("sleep was interrupted")
