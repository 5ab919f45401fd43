import threading

def bad(n):
    return 1 / n

t = threading.Thread(target=bad, args=(0,), name="bad")
t.start()
t.join()
print("still here", t.is_alive())
def leave():
    raise SystemExit(5)
t = threading.Thread(target=leave)
t.start(); t.join()
print("silent")
