# finds: nothing
import threading

lock = threading.Lock()
inside, ends = threading.Event(), threading.Event()


def saves():
    with lock:
        inside.set()
    ends.wait()


t = threading.Thread(target=saves, daemon=True)
t.start()
inside.wait()
ends.set()
t.join()
