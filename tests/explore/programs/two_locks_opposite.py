# schedules 3, failing 1, preemptions 1
import threading

a = threading.Lock()
b = threading.Lock()


def first():
    with a:
        with b:
            pass


def second():
    with b:
        with a:
            pass


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
