# interrupt: ready
import threading
gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()
print("ready", flush=True)
try:
    t.join()
except KeyboardInterrupt:
    print("join was interrupted", t.is_alive())
gate.set()
t.join()
print("end")
