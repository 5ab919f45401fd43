import threading

def worker(): pass
print(threading.Thread().name, threading.Thread(target=worker).name, threading.Thread(target=lambda: 0).name)
print(threading.Thread(name="own").name, threading.Thread(name=5).name, threading.Timer(1, worker).name)
t = threading.Thread(target=worker)
t.name = 42
print(repr(t.name), t)
t.daemon = True
print(t)
t.start(); t.join()
print(repr(t).split(",")[1].split()[0])
