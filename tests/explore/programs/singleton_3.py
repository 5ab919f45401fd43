# schedules 21, failing 18, preemptions 1, slow 1
import threading

inst = None
made = []


def make(me):
    made[me] = True
    return object()


def work(me):
    global inst
    if inst is None:
        inst = make(me)

made = [False] * 3

threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()

assert sum(made) == 1
