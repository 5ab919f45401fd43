# schedules 54, failing 0, slow 1
import threading

semaphore = threading.Semaphore(2)


def work():
    with semaphore:
        pass


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
