# finds: lost-update
# runs: simulated
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


def work(word):
    account.deposit(5)
    words[word] = words.get(word, 0) + 1


threads = [threading.Thread(target=work, args=("a",)) for _ in range(3)]
for t in threads:
    t.start()
for t in threads:
    t.join()
