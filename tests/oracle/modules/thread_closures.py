import threading
results = {}
def make(n):
    def run():
        results[n] = n * n
    return run
threads = [threading.Thread(target=make(n)) for n in range(5)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(results.items()))
threads = [threading.Thread(target=lambda: results.setdefault("late", n)) for n in range(3)]
for t in threads: t.start(); t.join()
print(results["late"])
