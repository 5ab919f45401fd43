import threading
class Buffer:
    def __init__(self, size):
        self.items, self.size = [], size
        lock = threading.Lock()
        self.not_empty, self.not_full = threading.Condition(lock), threading.Condition(lock)
    def put(self, item):
        with self.not_full:
            while len(self.items) == self.size: self.not_full.wait()
            self.items.append(item); self.not_empty.notify()
    def get(self):
        with self.not_empty:
            while not self.items: self.not_empty.wait()
            item = self.items.pop(0); self.not_full.notify()
            return item
buffer, got = Buffer(2), []
def produce(start):
    for i in range(start, start + 10): buffer.put(i)
def consume():
    for _ in range(15): got.append(buffer.get())
threads = [threading.Thread(target=produce, args=(s,)) for s in (0, 100, 200)] + [threading.Thread(target=consume) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(got) == sorted([*range(10), *range(100, 110), *range(200, 210)]))
