import threading


class Account:
    def __init__(self, name, balance):
        self.name, self.balance, self.lock = name, balance, threading.Lock()


def transfer(source, target, amount):
    first, second = sorted((source, target), key=lambda account: account.name)
    with first.lock, second.lock:
        if source.balance < amount:
            raise ValueError(f"{source.name} has only {source.balance}")
        source.balance -= amount
        target.balance += amount


accounts = [Account(name, 100) for name in "abc"]
failures = []


def work(seed):
    for i in range(50):
        source, target = accounts[(seed + i) % 3], accounts[(seed + i + 1) % 3]
        try:
            transfer(source, target, (seed * 7 + i) % 13)
        except ValueError as error:
            failures.append(str(error))


threads = [threading.Thread(target=work, args=(n,)) for n in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sum(account.balance for account in accounts), all(account.balance >= 0 for account in accounts))
