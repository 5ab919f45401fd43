import threading

data = threading.local()
print(repr(data).startswith("<_thread._local object at 0x"), type(data).__name__)
def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)
attempt(lambda: data.x)
data.x = 1
print(data.x, data.__dict__, hasattr(data, "x"), getattr(data, "y", "none"))
del data.x
attempt(lambda: data.x)
attempt(lambda: threading.local(1))
class Mine(threading.local):
    shared = "class attribute"
    def __init__(self, start, *, step=1):
        self.value = start
        self.step = step
    def bump(self):
        self.value += self.step
        return self.value
    @property
    def double(self):
        return self.value * 2
    @double.setter
    def double(self, value):
        self.value = value // 2
mine = Mine(10, step=5)
def worker():
    print(mine.bump(), mine.bump(), mine.double, mine.shared, sorted(mine.__dict__))
    mine.shared = "own"
    mine.double = 100
    print(mine.value, mine.shared)
mine.bump()
for _ in range(2):
    t = threading.Thread(target=worker); t.start(); t.join()
print(mine.value, mine.shared, mine.double)
attempt(lambda: mine.nothing)
attempt(lambda: delattr(mine, "nothing"))
