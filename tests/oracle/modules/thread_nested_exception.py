import threading
def deep(n):
    if n == 0:
        raise ValueError("deep")
    deep(n - 1)
t = threading.Thread(target=deep, args=(5,), name="deep")
t.start(); t.join()
