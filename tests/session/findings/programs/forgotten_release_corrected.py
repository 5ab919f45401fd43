# finds: nothing
import threading

lock = threading.Lock()


def worker(last):
    with lock:
        if last:
            return


first = threading.Thread(target=worker, args=(True,))
first.start()
first.join()
second = threading.Thread(target=worker, args=(False,))
second.start()
second.join()
