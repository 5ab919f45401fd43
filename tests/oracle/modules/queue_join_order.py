import queue
import threading
q = queue.Queue()
log = []
def worker():
    while (item := q.get()) is not None:
        log.append(item)
        q.task_done()
t = threading.Thread(target=worker); t.start()
for i in range(5): q.put(i)
q.join()
print(log, q.unfinished_tasks)
q.put(None); t.join()
