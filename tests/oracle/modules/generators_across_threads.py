import threading
def numbers():
    for i in range(100): yield i
shared = numbers()
lock = threading.Lock()
seen = []
def work():
    while True:
        with lock:
            n = next(shared, None)
            if n is None: return
            seen.append(n)
threads = [threading.Thread(target=work) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(sorted(seen) == list(range(100)))
