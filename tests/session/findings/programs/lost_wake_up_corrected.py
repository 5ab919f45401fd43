# finds: nothing
import threading

condition = threading.Condition()
ready = False
notified = threading.Event()


def waiter():
    notified.wait()
    with condition:
        while not ready:
            condition.wait()


t = threading.Thread(target=waiter)
t.start()
with condition:
    ready = True
    condition.notify()
notified.set()
t.join()
