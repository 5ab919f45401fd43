"""join() with a timeout.

It returns None either way; is_alive() tells whether the thread has ended.
"""
import threading

gate = threading.Event()
t = threading.Thread(target=gate.wait)
t.start()

t.join(0.1)
print("after join(0.1): is_alive() is", t.is_alive())

gate.set()
t.join()
print("after join(): is_alive() is", t.is_alive())
