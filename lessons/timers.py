"""Timer.

A thread that waits and then calls a function, unless it is cancelled before. The second one runs after the main thread
has come to its end: a timer is no daemon.
"""
import threading


def announce(name):
    print(name, "has fired")


first = threading.Timer(0.2, announce, args=("first",))
second = threading.Timer(0.2, announce, args=("second",))
first.start()
second.start()

first.cancel()
first.join()
print("first was cancelled, alive:", first.is_alive())
print("main ends")
