import threading

class Account:
    def __init__(self):
        self.lock = threading.RLock()
        self.balance = 0
    def add(self, n):
        with self.lock:
            balance = self.balance
            self.balance = balance + n
    def add_twice(self, n):
        with self.lock:
            self.add(n)
            self.add(n)
account = Account()
def work():
    for _ in range(500): account.add_twice(1)
threads = [threading.Thread(target=work) for _ in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print(account.balance)
