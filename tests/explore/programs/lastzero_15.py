# schedules 147456, failing 0, slow 1
import threading

N = 15
array = [0] * (N + 1)


def zero():
    i = N
    while array[i] != 0:
        i -= 1


def work(i):
    array[i] = array[i - 1] + 1


threads = [threading.Thread(target=zero)] + [threading.Thread(target=work, args=(i,)) for i in range(1, N + 1)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
