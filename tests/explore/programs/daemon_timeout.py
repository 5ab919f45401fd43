# schedules 17, failing 0
import threading, time
x = 0
lock = threading.Lock()
def work0():
    with lock:
        pass
def work1():
    global x
    if lock.acquire(timeout=0.2):
        x += 1
        lock.release()
d = threading.Thread(target=work1, daemon=True); t = threading.Thread(target=work0)
t.start(); d.start()
t.join()
