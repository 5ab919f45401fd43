import functools, threading
calls = []
@functools.lru_cache(maxsize=None)
def slow(n):
    calls.append(n)
    return n * n
threads = [threading.Thread(target=slow, args=(n % 3,)) for n in range(9)]
for t in threads: t.start(); t.join()
print(sorted(calls), slow.cache_info())
