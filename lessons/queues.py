"""Queue.

First in first out, last in first out, by priority. put() waits while it is full, get() while it is empty; with a
timeout they raise Full and Empty. join() waits until every item was followed by a task_done().
"""
import queue
import threading

for make in (queue.Queue, queue.LifoQueue, queue.PriorityQueue):
    q = make()
    for item in (3, 1, 2):
        q.put(item)
    print(f"{make.__name__:14}", [q.get() for _ in range(3)])

small = queue.Queue(maxsize=1)
try:
    small.get(timeout=0.01)
except queue.Empty:
    print("Empty")
small.put("one")
try:
    small.put("two", timeout=0.01)
except queue.Full:
    print("Full")
small.get()
small.task_done()

END = object()
received = []


def producer():
    for n in range(5):
        small.put(n)  # Waits whenever the consumer is behind.
    small.put(END)


def consumer():
    while True:
        item = small.get()
        small.task_done()
        if item is END:
            return
        received.append(item)


threads = [threading.Thread(target=producer), threading.Thread(target=consumer)]
for t in threads:
    t.start()
for t in threads:
    t.join()
small.join()
print("received", received)

if hasattr(queue, "ShutDown"):  # Python 3.13.
    small.shutdown()
    try:
        small.put("late")
    except queue.ShutDown:
        pass
print("shut down")
