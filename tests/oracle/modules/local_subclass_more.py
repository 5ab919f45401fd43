import threading


class Data(threading.local):
    shared = []
    number = 5

    def __init__(self, start, step=1):
        self.value = start
        self.step = step
        self.shared.append(threading.current_thread().name)

    def advance(self):
        self.value += self.step
        return self.value

    @property
    def double(self):
        return self.value * 2


data = Data(10, step=2)
print(data.advance(), data.advance(), data.double, data.number, sorted(data.__dict__))


def worker(results):
    results.append((data.advance(), data.value, data.double))
    data.number = 99
    data.extra = "x"
    results.append(sorted(data.__dict__))
    del data.extra
    try:
        data.extra
    except AttributeError as error:
        results.append(str(error))


results = []
for i in range(2):
    thread = threading.Thread(target=worker, args=(results,), name=f"t{i}")
    thread.start()
    thread.join()
print(results, data.number, data.value, Data.shared)
plain = threading.local()
plain.x = 1
print(hasattr(plain, "x"), hasattr(plain, "y"), getattr(plain, "y", "default"), plain.__dict__)
for bad in (lambda: plain.y, lambda: threading.local(1), lambda: Data(), lambda: delattr(plain, "zz")):
    try:
        print(bad())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)
