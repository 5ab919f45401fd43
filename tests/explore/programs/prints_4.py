# schedules 24, failing 0, slow 1
import threading


def work(i):
    print(i)


threads = [threading.Thread(target=work, args=(i,)) for i in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
