# finds: nothing
import threading

first, second = threading.Lock(), threading.Lock()


def worker(one, other):
    with one:
        with other:
            pass


threads = [threading.Thread(target=worker, args=(first, second), daemon=True) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join(1)
