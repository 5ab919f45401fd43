import threading
import time

gate = threading.Barrier(3)
lock = threading.Lock()

def worker(n):
    try:
        gate.wait()
    except threading.BrokenBarrierError:
        print("worker", n, "aborting")
        return
    with lock:
        print("worker", n, "through")

def heartbeat():
    while True:
        print("beat")
        time.sleep(0.1)

threading.Thread(target=heartbeat, name="heart", daemon=True).start()
workers = [threading.Thread(target=worker, args=(i,)) for i in range(2)]
for t in workers:
    t.start()
timer = threading.Timer(0.35, gate.abort)
timer.start()
for t in workers:
    t.join()
print("main done")

# compare: set
