# schedules 2, failing 2, preemptions 0
import queue
import threading

tasks = queue.Queue()


def puts():
    tasks.put(1)


thread = threading.Thread(target=puts)
thread.start()
while True:
    try:
        tasks.get_nowait()
    except queue.Empty:
        pass
