# runs: simulated
# finds: forgotten-release, stuck
import threading

lock = threading.Lock()


def worker(last):
    lock.acquire()
    if last:
        return
    lock.release()


first = threading.Thread(target=worker, args=(True,))
first.start()
first.join()
second = threading.Thread(target=worker, args=(False,))
second.start()
second.join()
