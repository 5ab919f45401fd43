import queue
import threading


def stage(source, target, work):
    while (item := source.get()) is not None:
        target.put(work(item))
    target.put(None)


first, second, third = queue.Queue(2), queue.Queue(2), queue.Queue()
threads = [
    threading.Thread(target=stage, args=(first, second, lambda x: x + 1), name="add"),
    threading.Thread(target=stage, args=(second, third, lambda x: x * x), name="square"),
]
for thread in threads:
    thread.start()
for i in range(6):
    first.put(i)
first.put(None)
results = []
while (item := third.get()) is not None:
    results.append(item)
for thread in threads:
    thread.join()
print(results, first.empty(), second.empty())
