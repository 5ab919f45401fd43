# schedules 6, failing 0
import threading

barrier = threading.Barrier(3)


def work():
    barrier.wait()


threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
