# finds: daemon-stopped-with-lock
import threading
import time

lock = threading.Lock()
inside = threading.Event()


def saves():
    with lock:
        inside.set()
        time.sleep(60)


threading.Thread(target=saves, daemon=True).start()
inside.wait()
