# may find: check-then-act
# runs: simulated
import threading

instance = None
made = []


def get():
    global instance
    if instance is None:
        instance = object()
        made.append(1)


threads = [threading.Thread(target=get) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
