# schedules 7, failing 1, preemptions 1
import threading

N = 3
forks = [threading.Lock() for _ in range(N)]


def work(i):
    left, right = forks[i], forks[(i + 1) % N]
    for _ in range(1):
        with left:
            with right:
                pass


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
