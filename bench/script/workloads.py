"""What the script bars measure. Prints a line for each workload: its name and the nanoseconds of one run."""
import threading
import time


def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


def integer_loop(n):
    total = 0
    for i in range(n):
        total += i * 2 % 7
    return total


def list_work(n):
    items = []
    for i in range(n):
        items.append(i)
    total = 0
    for item in items:
        total += item
    for i in range(n):
        items[i] = items[i] + 1
    return total


def dict_work(n):
    counts = {}
    for i in range(n):
        key = i % 1000
        counts[key] = counts.get(key, 0) + 1
    return counts


def string_work(n):
    parts = []
    for i in range(n):
        parts.append("item " + str(i) + f" of {n}")
    return ", ".join(parts)


class Account:
    def __init__(self, balance):
        self.balance = balance

    def deposit(self, amount):
        self.balance += amount
        return self.balance


def method_work(n):
    account = Account(0)
    for i in range(n):
        account.deposit(i)
    return account.balance


def lock_work(n):
    lock = threading.Lock()
    for _ in range(n):
        lock.acquire()
        lock.release()


def two_in_turn(n):
    integer_loop(n)
    integer_loop(n)


def two_in_threads(n):
    threads = [threading.Thread(target=integer_loop, args=(n,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


# Of some tens of milliseconds each, so that starting a thread and the first calls do not show.
workloads = [
    ("fib", fib, 27),
    ("integer loop", integer_loop, 3_000_000),
    ("list", list_work, 800_000),
    ("dict", dict_work, 1_000_000),
    ("strings", string_work, 200_000),
    ("method calls", method_work, 1_000_000),
    ("lock", lock_work, 1_000_000),
    ("two loops in turn", two_in_turn, 5_000_000),
    ("two loops in threads", two_in_threads, 5_000_000),
]

for name, work, size in workloads:
    began = time.perf_counter_ns()
    try:
        work(size)
    except RuntimeError:  # Pyodide: "can't start new thread".
        continue
    print(f"{name}: {time.perf_counter_ns() - began}")
