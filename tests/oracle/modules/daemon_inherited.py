import threading

seen = []
def child(): seen.append(threading.current_thread().daemon)
def parent():
    t = threading.Thread(target=child)
    seen.append(t.daemon)
    t.start(); t.join()
t = threading.Thread(target=parent, daemon=True)
t.start(); t.join()
t = threading.Thread(target=parent)
t.start(); t.join()
print(seen)
