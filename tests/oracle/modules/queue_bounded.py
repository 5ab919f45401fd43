import queue
import threading

q = queue.Queue(maxsize=2)
most = 0
got = []
def producer():
    for i in range(30): q.put(i)
    q.put(None)
def consumer():
    global most
    while True:
        most = max(most, q.qsize())
        item = q.get()
        if item is None: return
        got.append(item)
threads = [threading.Thread(target=producer), threading.Thread(target=consumer)]
for t in threads: t.start()
for t in threads: t.join()
print(got == list(range(30)), most <= 2)
