# finds: nothing
import threading

scores = {"a": 1, "b": 2}
started = threading.Event()
changed = threading.Event()


def show():
    for name in list(scores):
        started.set()
        changed.wait()
    for name in scores:
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
