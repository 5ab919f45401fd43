# schedules 2, failing 0
import threading

event = threading.Event()


def waits():
    event.wait()


def sets():
    event.set()


threads = [threading.Thread(target=waits), threading.Thread(target=sets)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
