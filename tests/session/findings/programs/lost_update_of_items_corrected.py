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


threads = [threading.Thread(target=each) for each in (first, second, third)]
for t in threads:
    t.start()
for t in threads:
    t.join()
account.deposit(7)
