# schedules 10, failing 0
import threading

log = []


def writes():
    for i in range(2):
        log.append(i)
    print("saved", log)


thread = threading.Thread(target=writes, daemon=True)
thread.start()
print("main ends")
