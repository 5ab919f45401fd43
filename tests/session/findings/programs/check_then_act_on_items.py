# may find: check-then-act, unobserved-exception
# runs: simulated
import threading

tasks = [1, 2, 3]


def work():
    while len(tasks) > 0:
        tasks.pop()


threads = [threading.Thread(target=work) for _ in range(2)]
for t in threads:
    t.start()
for t in threads:
    t.join()
