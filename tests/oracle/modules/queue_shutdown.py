# python: 3.13
import queue
import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

q = queue.Queue()
q.put(1); q.put(2)
q.shutdown()
attempt(lambda: q.put(3))
attempt(q.get)
attempt(q.get)
attempt(q.get)
attempt(q.get_nowait)
q.task_done(); q.task_done(); q.join()
q = queue.Queue()
q.put(1); q.put(2)
q.shutdown(immediate=True)
attempt(q.get)
attempt(q.join)
attempt(q.task_done)
q = queue.Queue(1)
q.put("full")
results = []
def putter():
    try:
        q.put("more")
    except queue.ShutDown:
        results.append("put saw the shutdown")
def getter():
    try:
        e.get()
    except queue.ShutDown:
        results.append("get saw the shutdown")
e = queue.Queue()
threads = [threading.Thread(target=putter), threading.Thread(target=getter)]
for t in threads: t.start()
q.shutdown(); e.shutdown()
for t in threads: t.join()
print(sorted(results))
