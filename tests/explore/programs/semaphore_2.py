# schedules 6, failing 0
import threading

semaphore = threading.Semaphore(2)


def work():
    with semaphore:
        pass


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
