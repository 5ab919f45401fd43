# interrupt: ready
import queue
print("ready", flush=True)
try:
    queue.Queue().get()
except KeyboardInterrupt:
    print("get was interrupted")
