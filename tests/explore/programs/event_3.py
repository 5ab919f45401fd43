# schedules 8, failing 0, slow 1
import threading

event = threading.Event()


def waits():
    event.wait()


def sets():
    event.set()


threads = [threading.Thread(target=waits), threading.Thread(target=waits), threading.Thread(target=waits), threading.Thread(target=sets)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
