# schedules 2, failing 0
import threading

condition = threading.Condition()
ready = False


def waits():
    with condition:
        while not ready:
            condition.wait()


def notifies():
    global ready
    with condition:
        ready = True
        condition.notify()


threads = [threading.Thread(target=waits), threading.Thread(target=notifies)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
