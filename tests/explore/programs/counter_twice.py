# schedules 34, failing 28, preemptions 1, slow 1
import threading

counter = 0


def work():
    global counter
    counter += 1
    counter += 1


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert counter == 4
