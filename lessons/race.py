"""Races.

counter += 1 reads, adds and writes. A thread that is interrupted in between writes back what is no longer true, and the
others' updates are lost. Here the interruption is made certain: everybody reads before anybody writes.
"""
import threading

counter = 0
everybody_has_read = threading.Barrier(4)


def unlucky():
    global counter
    value = counter
    everybody_has_read.wait()
    counter = value + 1


threads = [threading.Thread(target=unlucky) for _ in range(4)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("four threads added 1 each, counter:", counter)

# A dict must not change its size while somebody goes over it.
ages = {"Ada": 36, "Grace": 85}
inside = threading.Event()
added = threading.Event()


def adder():
    inside.wait()
    ages["Edsger"] = 72
    added.set()


t = threading.Thread(target=adder)
t.start()
try:
    for name in ages:
        inside.set()
        added.wait()
except RuntimeError as error:
    print("RuntimeError:", error)
t.join()
