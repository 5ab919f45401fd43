# schedules 2, failing 0
import threading

a = threading.Lock()
b = threading.Lock()


def first():
    with a:
        with b:
            pass


def second():
    with a:
        with b:
            pass


threads = [threading.Thread(target=first), threading.Thread(target=second)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
