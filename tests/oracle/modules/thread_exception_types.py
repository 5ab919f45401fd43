import threading
class Mine(Exception):
    def __str__(self): return "my text"
def fail(error): raise error
for error in (Mine(), KeyError("k"), ValueError(), RuntimeError("a", "b")):
    t = threading.Thread(target=fail, args=(error,), name=type(error).__name__)
    t.start(); t.join()
