# may find: hint polled-flag
# runs: simulated
import threading

ready = False


def wait():
    while not ready:
        pass


thread = threading.Thread(target=wait)
thread.start()
for _ in range(50):
    pass
ready = True
thread.join()
