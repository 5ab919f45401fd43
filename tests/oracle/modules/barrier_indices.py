import threading

barrier = threading.Barrier(4)
indices = []
def worker():
    for _ in range(10):
        indices.append(barrier.wait())
threads = [threading.Thread(target=worker) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print([indices.count(i) for i in range(4)])
