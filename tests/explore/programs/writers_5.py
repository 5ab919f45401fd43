# schedules 120, failing 0, slow 1
import threading

x = 0


def work(i):
    global x
    x = i


threads = [threading.Thread(target=work, args=(i,)) for i in range(5)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
