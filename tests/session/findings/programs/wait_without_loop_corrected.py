# finds: nothing
import threading

items = []
condition = threading.Condition()
waiting = threading.Semaphore(0)


def consumer():
    with condition:
        waiting.release()
        while not items:
            condition.wait()
        print("took", items.pop())


consumers = [threading.Thread(target=consumer) for _ in range(2)]
for t in consumers:
    t.start()
for _ in consumers:
    waiting.acquire()
with condition:
    items.extend((1, 2))
    condition.notify_all()
for t in consumers:
    t.join()
