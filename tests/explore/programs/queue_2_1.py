# schedules 2, failing 0
import queue
import threading

items = queue.Queue()


def produce():
    for i in range(1):
        items.put(i)


def consume():
    for _ in range(2):
        items.get()


threads = [threading.Thread(target=produce), threading.Thread(target=produce), threading.Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
