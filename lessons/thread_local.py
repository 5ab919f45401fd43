"""Thread-local data.

Each thread sees attributes of its own. A subclass's __init__ runs once in each thread that uses the object.
"""
# compare: sorted-lines
import threading

data = threading.local()
data.value = "main's"


def worker(n):
    try:
        print(data.value)
    except AttributeError as error:
        print(f"worker {n}: AttributeError: {error}")
    data.value = n
    print(f"worker {n} sees {data.value}")


class Defaults(threading.local):
    def __init__(self, value):
        print("__init__ runs")
        self.value = value


defaults = Defaults(100)


def user():
    print("default:", defaults.value)
    defaults.value += 1


threads = [threading.Thread(target=worker, args=(n,)) for n in range(2)] + [threading.Thread(target=user)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("main still sees", data.value, "and", defaults.value)
