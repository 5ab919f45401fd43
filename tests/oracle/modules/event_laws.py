import threading

event = threading.Event()
print(event.is_set(), event.wait(0), event.wait(0.01), event.wait(-1))
event.set(); event.set()
print(event.is_set(), event.wait(), event.wait(0))
event.clear()
print(event.is_set())
results = []
def waiter():
    results.append(event.wait(60))
threads = [threading.Thread(target=waiter) for _ in range(3)]
for t in threads: t.start()
event.set()
for t in threads: t.join()
print(results)
