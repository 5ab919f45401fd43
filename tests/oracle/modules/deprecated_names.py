# The names of before 3.10 tell that they are old, once for each place.
import threading
t = threading.Thread(target=lambda: None)
t.setDaemon(True)
t.setName("x"); print(t.getName(), t.isDaemon())
t.start(); t.join()
print(threading.currentThread().name, threading.activeCount())
c = threading.Condition()
with c: c.notifyAll()
e = threading.Event()
print(e.isSet())
for i in range(3): t.setName("a")
def f(): t.setName("b")
f(); f()


import logging
logging.warn("hello %s", 1)
logging.getLogger("a").warn("x")


class Worker(threading.Thread):
    def run(self):
        print(self.getName(), threading.currentThread().isDaemon())


worker = Worker(name="w")
worker.setDaemon(1)
worker.start()
worker.join()
print(len([threading.currentThread() for _ in range(2)]), list(map(lambda x: threading.activeCount(), [1, 2])))
