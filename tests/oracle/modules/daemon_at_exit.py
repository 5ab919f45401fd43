import atexit
import threading
import time

started = threading.Event()
main_ends = threading.Event()


def forever():
    try:
        started.set()
        while True:
            time.sleep(10)
    finally:
        print("never printed")


def late():
    main_ends.wait()
    print("non-daemon ends")


atexit.register(print, "atexit")
threading.Thread(target=forever, daemon=True).start()
threading.Thread(target=late).start()
started.wait()
print("main ends")
main_ends.set()
