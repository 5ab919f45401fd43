# finds: nothing
import threading

errors = []
threading.excepthook = lambda args: errors.append(args.exc_value)


def worker(n):
    return 10 // n


threads = [threading.Thread(target=worker, args=(n,)) for n in (2, 0)]
for t in threads:
    t.start()
for t in threads:
    t.join()
print("failed:", errors)
