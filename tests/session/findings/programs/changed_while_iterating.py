# finds: changed-while-iterating
# runs: simulated
import threading

scores = {"a": 1, "b": 2}
started = threading.Event()
changed = threading.Event()


def show():
    try:
        for name in scores:
            started.set()
            changed.wait()
    except RuntimeError:
        pass


def change():
    started.wait()
    scores["c"] = 3
    changed.set()


threads = [threading.Thread(target=each) for each in (show, change)]
for t in threads:
    t.start()
for t in threads:
    t.join()
