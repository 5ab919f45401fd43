import threading
class ReadWriteLock:
    def __init__(self):
        self.condition, self.readers, self.writer = threading.Condition(), 0, False
    def __enter__(self): return self
    def read_begin(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.writer)
            self.readers += 1
    def read_end(self):
        with self.condition:
            self.readers -= 1; self.condition.notify_all()
    def write_begin(self):
        with self.condition:
            self.condition.wait_for(lambda: not self.writer and self.readers == 0)
            self.writer = True
    def write_end(self):
        with self.condition:
            self.writer = False; self.condition.notify_all()
lock, value, bad = ReadWriteLock(), [0, 0], []
def write():
    for _ in range(20):
        lock.write_begin(); value[0] += 1; value[1] += 1; lock.write_end()
def read():
    for _ in range(20):
        lock.read_begin()
        if value[0] != value[1]: bad.append(tuple(value))
        lock.read_end()
threads = [threading.Thread(target=f) for f in (write, read, write, read)]
for t in threads: t.start()
for t in threads: t.join()
print(value, bad)
