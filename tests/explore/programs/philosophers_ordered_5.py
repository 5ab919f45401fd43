# schedules 30, failing 0, slow 1
import threading

N = 5
forks = [threading.Lock() for _ in range(N)]


def work(i):
    left, right = forks[i], forks[(i + 1) % N]
    if i == N - 1:
        left, right = right, left
    for _ in range(1):
        with left:
            with right:
                pass


threads = [threading.Thread(target=work, args=(i,)) for i in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
