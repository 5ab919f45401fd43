# schedules 1024, failing 0, slow 1
import threading

x = 0


def write():
    global x
    x = 1


def read():
    x


threads = [threading.Thread(target=write)] + [threading.Thread(target=read) for _ in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
