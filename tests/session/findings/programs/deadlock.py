# finds: deadlock
import threading

first, second = threading.Lock(), threading.Lock()
met = threading.Barrier(2)


def worker(one, other):
    with one:
        met.wait()
        with other:
            pass


threads = [threading.Thread(target=worker, args=order, daemon=True) for order in ((first, second), (second, first))]
for t in threads:
    t.start()
for t in threads:
    t.join(1)
