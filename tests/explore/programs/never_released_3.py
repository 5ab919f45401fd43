# schedules 3, failing 3
import threading

lock = threading.Lock()


def work():
    lock.acquire()


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
