# schedules 6, failing 0
import threading

log = []


def writes():
    log.append(1)
    log.append(2)


def works():
    pass


threading.Thread(target=writes, daemon=True).start()
threading.Thread(target=works).start()
