import _thread
import threading

gate = threading.Event()
def worker():
    gate.wait()
    _thread.interrupt_main()
threading.Thread(target=worker).start()
try:
    gate.set()
    for _ in range(3000):  # interrupt_main() sends no signal: CPython does not look up from a wait that is under way.
        threading.Event().wait(0.01)
    print("not interrupted")
except KeyboardInterrupt:
    print("interrupted")
print("end")
