import threading

items = []
condition = threading.Condition()
consumed = []

def consumer():
    while True:
        with condition:
            while not items:
                condition.wait()
            item = items.pop(0)
        if item is None:
            return
        consumed.append(item)

t = threading.Thread(target=consumer)
t.start()
for i in range(20):
    with condition:
        items.append(i)
        condition.notify()
with condition:
    items.append(None)
    condition.notify()
t.join()
print(consumed)
