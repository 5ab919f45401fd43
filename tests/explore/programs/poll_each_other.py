# schedules 1, failing 1, preemptions 0
import threading

a = b = False


def first():
    global b
    while not a:
        pass
    b = True


def second():
    global a
    while not b:
        pass
    a = True


threads = [threading.Thread(target=each) for each in (first, second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
