# schedules 6, failing 0
import threading

x = 0


def work(i):
    global x
    x = i


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
