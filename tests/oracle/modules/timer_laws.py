import threading

fired = threading.Event()
t = threading.Timer(0.01, fired.set)
print(t.interval, t.args, t.kwargs, t.daemon, t.finished.is_set())
t.start(); t.join()
print(fired.is_set(), t.finished.is_set())
t.cancel(); t.cancel()
results = []
never = threading.Timer(60, results.append, args=("never",))
never.start(); never.cancel(); never.join()
with_arguments = threading.Timer(0, lambda *a, **k: results.append((a, k)), [1], {"x": 2})
with_arguments.start(); with_arguments.join()
print(results)
