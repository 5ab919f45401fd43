# schedules 2, failing 0
import threading

counter = 0
lock = threading.Lock()


def work():
    global counter
    with lock:
        counter += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert counter == 2
