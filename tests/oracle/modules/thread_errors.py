import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)

t = threading.Thread(target=print, args=("ran",))
attempt(t.join)
t.start(); t.join()
attempt(t.start)
def daemon(): t.daemon = True
attempt(daemon)
attempt(threading.current_thread().join)
attempt(lambda: threading.Thread(group=1))
attempt(lambda: t.join(-1))
attempt(lambda: t.join(0))
class Sub(threading.Thread):
    def __init__(self): pass
attempt(Sub().start)
