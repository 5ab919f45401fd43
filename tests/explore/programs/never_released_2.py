# schedules 2, failing 2
import threading

lock = threading.Lock()


def work():
    lock.acquire()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
