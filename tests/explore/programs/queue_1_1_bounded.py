# schedules 1, failing 0
import queue
import threading

items = queue.Queue(maxsize=1)


def produce():
    for i in range(3):
        items.put(i)


def consume():
    for _ in range(3):
        items.get()


threads = [threading.Thread(target=produce), threading.Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
