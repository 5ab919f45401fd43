# finds: nothing
import queue
import threading


class Account:
    def __init__(self):
        self.balance = 0

    def deposit(self, amount):
        balance = self.balance
        balance = balance + amount
        self.balance = balance


account = Account()
words = {}
ready = threading.Event()
turns = queue.Queue()
one = threading.Semaphore(1)
results = []
lock = threading.Lock()
cells = [1, 2, 3]
seen = [0, 0]
shifted, written = threading.Event(), threading.Event()


def shift():
    """What is stored in one cell was loaded from another one, so nothing of the writer is lost."""
    with lock:
        cells[0] = cells[1]
        if cells[2] > 5:
            print("large")
    shifted.set()
    written.wait()
    with lock:
        cells[1] = seen[1]
        if seen[0] == 0:
            cells[2] = 0  # The condition is about another list.


def write():
    shifted.wait()
    with lock:
        cells[1] = 7
        cells[2] = 8
    written.set()


def first():
    account.deposit(5)
    ready.set()
    turns.put(1)


def second():
    global results
    while not ready.is_set():
        pass
    account.deposit(6)
    turns.get()
    with one:
        words["a"] = words.get("a", 0) + 1
    results += [1]


def third():
    global results
    with one:
        words["a"] = words.get("a", 0) + 1
    results += [2]  # The same list is stored again.


threads = [threading.Thread(target=each) for each in (first, second, third, shift, write)]
for t in threads:
    t.start()
for t in threads:
    t.join()
account.deposit(7)
