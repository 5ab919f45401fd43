import threading
log, lock = [], threading.Lock()
barrier = threading.Barrier(3, action=lambda: log.append("phase"))
def worker(n):
    for phase in range(3):
        with lock: log.append((phase, n))
        barrier.wait()
threads = [threading.Thread(target=worker, args=(n,)) for n in range(3)]
for t in threads: t.start()
for t in threads: t.join()
print([sorted(log[i:i + 3]) for i in (0, 4, 8)], log[3], log[7], log[11], len(log))
