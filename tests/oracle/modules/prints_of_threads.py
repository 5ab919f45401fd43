# compare: sorted-lines
import threading

def worker(n):
    for i in range(5):
        print(f"worker {n} line {i}")
threads = [threading.Thread(target=worker, args=(n,)) for n in range(4)]
for t in threads: t.start()
for t in threads: t.join()
