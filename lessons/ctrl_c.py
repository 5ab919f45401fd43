"""Ctrl-C.

KeyboardInterrupt is raised in the main thread only. Press Ctrl-C, and it ends the wait that main is in. Here a thread asks
for it by interrupt_main(), which main notices once its wait is over: so it waits a tenth of a second at a time. The
worker is told by an event, and ends cleanly.
"""
import _thread
import threading

stop = threading.Event()
ready = threading.Event()


def worker():
    ready.set()
    stop.wait()
    print("worker: cleaned up")


def presses_ctrl_c():
    ready.wait()
    _thread.interrupt_main()


t = threading.Thread(target=worker)
t.start()
try:
    threading.Thread(target=presses_ctrl_c).start()
    while t.is_alive():
        t.join(0.1)
except KeyboardInterrupt:
    print("main: KeyboardInterrupt, while it waited for the worker")
    stop.set()
t.join()
print("main ends")
