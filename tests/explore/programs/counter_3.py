# schedules 36, failing 30, preemptions 1
import threading

counter = 0


def work():
    global counter
    counter += 1


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert counter == 3
