# schedules 15, failing 0, slow 1
import threading

lock = threading.Lock()


def work():
    with lock:
        pass


def tries():
    if lock.acquire(blocking=False):
        lock.release()


threads = [threading.Thread(target=work), threading.Thread(target=tries), threading.Thread(target=tries)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
