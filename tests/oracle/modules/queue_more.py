import queue
import threading

q = queue.Queue(2)
q.put("a")
q.put_nowait("b")
print(q.full(), q.empty(), q.qsize(), q.maxsize)
for attempt in (lambda: q.put("c", block=False), lambda: q.put("c", timeout=0.01), lambda: q.put_nowait("c")):
    try:
        attempt()
    except queue.Full as error:
        print("Full", repr(error))
print(q.get(), q.get_nowait())
for attempt in (lambda: q.get(False), lambda: q.get(timeout=0.01), lambda: q.get_nowait(), lambda: q.get(timeout=-1), lambda: q.put(1, timeout=-1), lambda: q.task_done() or q.task_done() or q.task_done()):
    try:
        print(attempt())
    except (queue.Empty, ValueError) as error:
        print(repr(error))
stack, heap = queue.LifoQueue(), queue.PriorityQueue()
for item in (3, 1, 2):
    stack.put(item)
    heap.put((item, "x" * item))
print([stack.get() for _ in range(3)], [heap.get() for _ in range(3)])
simple = queue.SimpleQueue()
simple.put(1)
simple.put_nowait(2)
print(simple.qsize(), simple.get(), simple.get_nowait(), simple.empty())
try:
    simple.get_nowait()
except queue.Empty as error:
    print("Empty", error.args)
done = []
work = queue.Queue()


def worker():
    while True:
        item = work.get()
        if item is None:
            work.task_done()
            return
        done.append(item * 2)
        work.task_done()


threads = [threading.Thread(target=worker) for _ in range(3)]
for thread in threads:
    thread.start()
for i in range(10):
    work.put(i)
work.join()
print(sorted(done), work.unfinished_tasks)
for _ in threads:
    work.put(None)
for thread in threads:
    thread.join()
print(work.empty(), queue.Queue(-1).full(), queue.Queue(0).maxsize, issubclass(queue.Empty, Exception))
