import threading


def numbers():
    for i in range(100):
        yield i


shared, lock, taken = numbers(), threading.Lock(), []


def take():
    while True:
        with lock:
            try:
                taken.append(next(shared))
            except StopIteration:
                return


threads = [threading.Thread(target=take) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(taken) == list(range(100)))


def slow(entered, gate):
    entered.set()
    gate.wait()
    yield 1


entered, gate = threading.Event(), threading.Event()
generator = slow(entered, gate)
results = []
thread = threading.Thread(target=lambda: results.append(next(generator)))
thread.start()
entered.wait()
try:
    next(generator)
except ValueError as error:
    print(error)
gate.set()
thread.join()
print(results)
