# schedules 48, failing 0
import threading

lock = threading.Lock()
counter = 0


def work():
    global counter
    while not lock.acquire(blocking=False):
        pass
    counter += 1
    lock.release()


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
assert counter == 3
