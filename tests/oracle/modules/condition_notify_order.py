import threading

condition = threading.Condition()
order = []
waiting = []

def waiter(n):
    with condition:
        waiting.append(n)
        condition.notify_all() if False else None
        condition.wait()
        order.append(n)

threads = []
for n in range(5):
    t = threading.Thread(target=waiter, args=(n,))
    t.start()
    threads.append(t)
    while True:
        with condition:
            if len(waiting) == n + 1:
                break
with condition:
    condition.notify(2)
threads[0].join(); threads[1].join()
print(sorted(order))
with condition:
    condition.notify_all()
for t in threads: t.join()
print(sorted(order))
