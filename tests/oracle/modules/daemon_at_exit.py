import atexit
import threading
import time

started = threading.Event()


def forever():
    try:
        started.set()
        while True:
            time.sleep(10)
    finally:
        print("never printed")


def late():
    time.sleep(0.05)
    print("non-daemon ends")


atexit.register(print, "atexit")
threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=late).start()
started.wait()
print("main ends")
