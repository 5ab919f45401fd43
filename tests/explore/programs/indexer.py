# schedules 1, failing 0, slow 1
import threading

SIZE, MAX, N = 128, 4, 11
table = [0] * SIZE
locks = [threading.Lock() for _ in range(SIZE)]


def work(me):
    for m in range(1, MAX + 1):
        w = m * N + me
        h = (w * 7) % SIZE
        while True:
            with locks[h]:
                if table[h] == 0:
                    table[h] = w
                    break
            h = (h + 1) % SIZE


threads = [threading.Thread(target=work, args=(i,)) for i in range(11)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
