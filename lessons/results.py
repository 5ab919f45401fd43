"""Results from threads.

run() returns nothing to anybody. Three ways out: a shared dict with a key for each thread, an attribute of a subclass,
a queue.
"""
import queue
import threading

shared = {}


def into_dict(n):
    shared[n] = n * n


class Keeper(threading.Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n

    def run(self):
        self.result = self.n * self.n


results = queue.Queue()


def into_queue(n):
    results.put((n, n * n))


threads = [threading.Thread(target=into_dict, args=(n,)) for n in range(4)]
keepers = [Keeper(n) for n in range(4)]
senders = [threading.Thread(target=into_queue, args=(n,)) for n in range(4)]
for t in threads + keepers + senders:
    t.start()
for t in threads + keepers + senders:
    t.join()

print("dict:     ", sorted(shared.items()))
print("attribute:", [t.result for t in keepers])
print("queue:    ", sorted(results.get() for _ in senders))
