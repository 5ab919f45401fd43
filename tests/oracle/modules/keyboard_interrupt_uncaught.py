# interrupt: ready
import threading
print("ready", flush=True)
threading.Event().wait()
