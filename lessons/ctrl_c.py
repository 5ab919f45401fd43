"""Ctrl-C.

KeyboardInterrupt is raised in the main thread only, also while it waits. interrupt_main() asks for the same. The
workers are told by an event, and end cleanly.
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
    t.join()
except KeyboardInterrupt:
    print("main: KeyboardInterrupt, while it waited in join()")
    stop.set()
t.join()
print("main ends")
