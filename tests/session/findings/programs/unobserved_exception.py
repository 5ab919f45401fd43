# finds: unobserved-exception
import threading


def worker(n):
    return 10 // n


threads = [threading.Thread(target=worker, args=(n,)) for n in (2, 0)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("all done")
