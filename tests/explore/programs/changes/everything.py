import collections
import functools
import itertools
import logging
import random
import sys
import threading
import time
import warnings
from concurrent.futures import ThreadPoolExecutor


class Account:
    opened = 0
    names = []

    def __init__(self):
        Account.opened += 1
        self.balance = 0

    def worth(self):
        return self.balance


@functools.lru_cache
def square(n):
    calls.append(n)
    return n * n


def count():
    n = 0
    while True:
        n += 1
        got = yield n
        if got:
            n = got


calls, items, table, names = [], [3, 1, 2], {"a": 1}, {"x"}
deque = collections.deque([1, 2], maxlen=3)
totals = collections.Counter()
order = collections.OrderedDict(a=1)
groups = collections.defaultdict(list)
counter = itertools.count()
numbers = count()
next(numbers)
local = threading.local()
local.value = "main"
account = Account()
lock, event, semaphore = threading.RLock(), threading.Event(), threading.Semaphore(2)
condition = threading.Condition()
text = "begin"
big = 1 << 100


def shadow(*args):
    return "shadowed"


def work(number):
    global text, big
    text += str(number)
    big *= number + 3
    items.append(next(counter))
    items.sort()
    table[number] = table.pop("a", None)
    table[account] = id(account)
    names.add(number)
    names.discard("x")
    deque.append(number)
    totals[number] += 1
    order.move_to_end("a")
    order[number] = 1
    groups[number % 2].append(number)
    account.balance += square(number)
    account.owner = threading.current_thread().name
    Account.opened += 1
    Account.names.append(number)
    setattr(Account, f"method_{number}", lambda self: number)
    Account.__init__ = lambda self: None
    local.value = number
    numbers.send(number * 10)
    random.seed(random.random())
    sys.setrecursionlimit(sys.getrecursionlimit() + 1)
    sys.made = number
    time.ticks = getattr(time, "ticks", 0) + 1
    threading.extra = number
    collections.namedtuple = shadow
    logging.basicConfig(stream=sys.stdout, format="%(threadName)s %(message)s")
    logging.getLogger("a.b").setLevel(logging.DEBUG)
    logging.getLogger("a.b").warning("n %d", number)
    warnings.warn("once")
    import heapq
    import statistics
    heapq.heapify(items)
    statistics.extra = number
    with lock:
        event.set()
    with condition:
        condition.notify_all()
    semaphore.acquire(blocking=False)
    time.sleep(0.1)
    try:
        raise ValueError(number)
    except ValueError as error:
        table["error"] = error
    if number == 1:
        account.__class__ = type("Other", (Account,), {"kind": "other"})
        1 / 0


threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
with ThreadPoolExecutor(2) as pool:
    print(list(pool.map(square, range(4))))
print(text, big, items, table, names, deque, totals, order, dict(groups), Account.opened, Account.names)
print(account.balance, account.owner, type(account), vars(Account).keys(), local.value, next(numbers), next(counter))
print(random.random(), sys.getrecursionlimit(), time.ticks, time.monotonic(), threading.extra, collections.namedtuple())
print(square.cache_info(), calls, event.is_set(), semaphore, logging.getLogger("a.b").level, sys.made)
print(threading.Thread().name, [thread.name for thread in threading.enumerate()], [id(thread) for thread in threads])
print({id(thing) for thing in (calls, items, table)}, hash(account), object())
