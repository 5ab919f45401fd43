# schedules 5, failing 3
import threading

lock = threading.Lock()


def work():
    lock.acquire()
    lock.release()


def forgets():
    lock.acquire()


threads = [threading.Thread(target=work), threading.Thread(target=work), threading.Thread(target=forgets)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
