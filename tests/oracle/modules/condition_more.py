import threading

condition = threading.Condition()
print(condition.wait_for.__name__, condition.acquire(), condition.acquire(), condition.release(), condition.release())
with condition:
    print(condition.wait(0.001), condition.wait_for(lambda: False, 0.001), condition.wait_for(lambda: "truth"), condition.wait(0), condition.wait(-1))
    condition.notify()
    condition.notify_all()
    condition.notify(5)
for bad in (condition.wait, condition.notify, condition.notify_all, condition.release, lambda: condition.wait_for(lambda: False)):
    try:
        bad()
    except RuntimeError as error:
        print(error)
lock = threading.Lock()
over_lock = threading.Condition(lock)
with over_lock:
    print(lock.locked(), over_lock.wait(0.001), lock.locked(), over_lock.acquire(False))
print(lock.locked())
items, results = [], []


def consumer(n):
    with condition:
        condition.wait_for(lambda: items)
        results.append((n, items.pop(0)))


threads = [threading.Thread(target=consumer, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
for item in "abc":
    with condition:
        items.append(item)
        condition.notify()
for thread in threads:
    thread.join()
print(sorted(r[1] for r in results), sorted(r[0] for r in results), items)
nested = threading.Condition()
with nested:
    with nested:
        print(nested.wait(0.001))
