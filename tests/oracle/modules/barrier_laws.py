import threading

def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", str(error))

attempt(lambda: threading.Barrier(0))
one = threading.Barrier(1, action=lambda: print("acted"))
print(one.wait(), one.wait(), one.parties, one.n_waiting, one.broken)
two = threading.Barrier(2)
attempt(lambda: two.wait(0.01))
print(two.broken)
attempt(two.wait)
two.reset()
print(two.broken, two.n_waiting)
two.abort()
print(two.broken)
attempt(two.wait)
def fail(): raise ValueError("in action")
bad = threading.Barrier(1, fail)
attempt(bad.wait)
print(bad.broken, issubclass(threading.BrokenBarrierError, RuntimeError))
