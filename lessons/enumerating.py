"""Who lives?

enumerate() lists the started threads that have not ended, the main thread among them. To join them all, leave out the
current one: a thread that waits for itself waits for ever, and gets a RuntimeError instead.
"""
import threading

gate = threading.Event()
for n in range(3):
    threading.Thread(target=gate.wait, name=f"waiter-{n}").start()

print("active:", threading.active_count())
print("names:", sorted(t.name for t in threading.enumerate()))

try:
    threading.current_thread().join()
except RuntimeError as error:
    print("RuntimeError:", error)

gate.set()
for t in threading.enumerate():
    if t is not threading.main_thread():
        t.join()
print("active:", threading.active_count())
