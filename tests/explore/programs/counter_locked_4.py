# schedules 24, failing 0, slow 1
import threading

counter = 0
lock = threading.Lock()


def work():
    global counter
    with lock:
        counter += 1


threads = [threading.Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert counter == 4
