# schedules 3, failing 1, preemptions 1
import threading

condition = threading.Condition()
ready = False


def waits():
    if not ready:
        with condition:
            condition.wait()


def notifies():
    global ready
    ready = True
    with condition:
        condition.notify()


threads = [threading.Thread(target=waits), threading.Thread(target=notifies)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
