import threading

pool = threading.Semaphore(2)
lock = threading.Lock()
active, most, done = [], [0], []
def worker(n):
    with pool:
        with lock:
            active.append(n)
            most[0] = max(most[0], len(active))
        threading.Event().wait(0.005)
        with lock:
            active.remove(n)
            done.append(n)
threads = [threading.Thread(target=worker, args=(i,)) for i in range(6)]
for t in threads: t.start()
for t in threads: t.join()
print(most[0] <= 2, sorted(done), active)
