# schedules 2, failing 1
import threading

condition = threading.Condition()


def waits():
    with condition:
        condition.wait()


def notifies():
    with condition:
        condition.notify()


threads = [threading.Thread(target=waits), threading.Thread(target=notifies)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
