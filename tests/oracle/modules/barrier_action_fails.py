import threading
def fail(): raise ValueError("action failed")
barrier = threading.Barrier(2, fail)
seen = []
def worker():
    try:
        barrier.wait()
    except Exception as error:
        seen.append(type(error).__name__)
threads = [threading.Thread(target=worker) for _ in range(2)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(seen), barrier.broken)
