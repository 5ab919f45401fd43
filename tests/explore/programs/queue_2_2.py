# schedules 4, failing 0, slow 1
import queue
import threading

items = queue.Queue()


def produce():
    for i in range(1):
        items.put(i)


def consume():
    for _ in range(1):
        items.get()


threads = [threading.Thread(target=produce), threading.Thread(target=produce), threading.Thread(target=consume), threading.Thread(target=consume)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
