# schedules 16, failing 0, slow 1
import queue
import threading

jobs = queue.Queue()


def work():
    while jobs.get() is not None:
        pass


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for i in range(3):
    jobs.put(i)
for _ in range(2):
    jobs.put(None)
for thread in threads:
    thread.join()
