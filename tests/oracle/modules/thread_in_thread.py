import threading
log = []
def inner(n):
    log.append(("inner", n, threading.current_thread().name))
def outer():
    t = threading.Thread(target=inner, args=(1,), name="child")
    t.start(); t.join()
    log.append("outer done")
t = threading.Thread(target=outer, name="parent"); t.start(); t.join()
print(log)
