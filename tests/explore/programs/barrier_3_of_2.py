# schedules 2, failing 2
import threading

barrier = threading.Barrier(3)


def work():
    barrier.wait()


threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
