"""A thread from a subclass.

What the thread does is its run(). A constructor of its own calls super().__init__() first and keeps its arguments as
attributes; so the thread can also keep its result.
"""
import threading


class Squarer(threading.Thread):
    def __init__(self, number):
        super().__init__(name=f"squarer-{number}")
        self.number = number
        self.result = None

    def run(self):
        self.result = self.number * self.number


threads = [Squarer(n) for n in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
    print(t.name, "computed", t.result)
