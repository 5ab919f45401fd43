import _thread
import threading

gate = threading.Event()
def worker():
    gate.wait()
    _thread.interrupt_main()
threading.Thread(target=worker).start()
try:
    gate.set()
    threading.Event().wait(30)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted")
print("end")
