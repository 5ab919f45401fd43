import queue

class Unique(queue.Queue):
    def _init(self, maxsize):
        self.queue = []
    def _put(self, item):
        if item not in self.queue:
            self.queue.append(item)
    def _get(self):
        return self.queue.pop(0)
q = Unique()
for item in "abca": q.put(item)
print(q.qsize(), [q.get() for _ in range(3)])
