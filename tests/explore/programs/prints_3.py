# schedules 6, failing 0
import threading


def work(i):
    print(i)


threads = [threading.Thread(target=work, args=(i,)) for i in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
