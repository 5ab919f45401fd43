# runs: simulated
# finds: lost-wake-up, stuck
import threading

condition = threading.Condition()
notified = threading.Event()


def waiter():
    notified.wait()
    with condition:
        condition.wait()


t = threading.Thread(target=waiter)
t.start()
with condition:
    condition.notify()
notified.set()
t.join()
