# schedules 9, failing 0
import threading

x = 0


def write():
    global x
    x = 1
    x = 2


def read():
    x


threads = [threading.Thread(target=write), threading.Thread(target=read), threading.Thread(target=read)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
