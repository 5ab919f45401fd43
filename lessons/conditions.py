"""Condition.

Who waits for something that another thread has to bring about waits in a loop: what it was woken for may be gone again.
notify() wakes one, notify_all() all; wait_for() is the loop.
"""
# compare: sorted-lines
import threading

condition = threading.Condition()
items = []
opened = False


def visitor(n):
    with condition:
        condition.wait_for(lambda: opened)
        print(f"visitor {n} goes in")


def consumer():
    for _ in range(3):
        with condition:
            while not items:
                condition.wait()
            print("consumed", items.pop(0))


visitors = [threading.Thread(target=visitor, args=(n,)) for n in range(2)]
eater = threading.Thread(target=consumer)
for t in [*visitors, eater]:
    t.start()

with condition:
    opened = True
    condition.notify_all()
for item in ("apple", "pear", "plum"):
    with condition:
        items.append(item)
        condition.notify_all()

for t in [*visitors, eater]:
    t.join()
try:
    condition.notify()
except RuntimeError as error:
    print("RuntimeError:", error)
