# finds: wait-without-loop
import threading

items = []
condition = threading.Condition()
waiting = threading.Semaphore(0)


def consumer():
    with condition:
        waiting.release()
        if not items:
            condition.wait()
        if items:
            print("took", items.pop())


consumers = [threading.Thread(target=consumer) for _ in range(2)]
for t in consumers:
    t.start()
for _ in consumers:
    waiting.acquire()
with condition:
    items.append(1)
    condition.notify_all()
for t in consumers:
    t.join()
