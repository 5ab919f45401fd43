"""RLock.

The thread that holds it may take it again, so methods that lock can call one another. A plain lock does not know who
holds it: the second acquire would wait for ever.
"""
import threading

lock = threading.Lock()
print("Lock, first: ", lock.acquire())
print("Lock, second:", lock.acquire(blocking=False))

rlock = threading.RLock()
print("RLock, first: ", rlock.acquire())
print("RLock, second:", rlock.acquire(blocking=False))


class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0

    def deposit(self, amount):
        with self.lock:
            self.balance += amount

    def deposit_twice(self, amount):
        with self.lock:  # Taken here,
            self.deposit(amount)  # and taken again in there.
            self.deposit(amount)


account = Account()
threads = [threading.Thread(target=account.deposit_twice, args=(10,)) for _ in range(5)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("balance:", account.balance)
