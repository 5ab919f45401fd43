import _thread
import threading
# invariant: "ValueError: low" in err and err.startswith("Exception ignored in thread started by <function bad at 0x…>:\nTraceback")
# compare: invariant
done = threading.Event()
def bad():
    try:
        raise ValueError("low")
    finally:
        done.set()
_thread.start_new_thread(bad, ())
done.wait()
import time
time.sleep(0.2)
print("end")
