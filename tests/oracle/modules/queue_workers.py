import queue
import threading

tasks, results = queue.Queue(), queue.Queue()
def worker():
    while True:
        item = tasks.get()
        if item is None:
            tasks.task_done()
            return
        results.put(item * item)
        tasks.task_done()
threads = [threading.Thread(target=worker) for _ in range(3)]
for t in threads: t.start()
for i in range(50): tasks.put(i)
tasks.join()
for _ in threads: tasks.put(None)
for t in threads: t.join()
print(sorted([results.get() for _ in range(50)]) == [i * i for i in range(50)], tasks.unfinished_tasks)
