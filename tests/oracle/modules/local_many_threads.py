import threading

data = threading.local()
results = []
barrier = threading.Barrier(4)
def worker(n):
    data.n = n
    barrier.wait()
    results.append((n, data.n, sorted(vars(data) if False else data.__dict__)))
threads = [threading.Thread(target=worker, args=(n,)) for n in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(results), hasattr(data, "n"))
