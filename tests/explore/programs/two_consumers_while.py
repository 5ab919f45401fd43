# schedules 24, failing 0, slow 1
import threading

condition = threading.Condition()
items = []


def consume():
    with condition:
        while not items:
            condition.wait()
        items.pop()


def produce():
    for i in range(2):
        with condition:
            items.append(i)
            condition.notify()


threads = [threading.Thread(target=consume), threading.Thread(target=consume), threading.Thread(target=produce)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
