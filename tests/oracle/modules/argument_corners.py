# Arguments that few give.
import queue, threading, time, warnings

warnings.simplefilter("always")


def tell(function, *args):
    try:
        print(repr(function(*args)).split(" object")[0])
    except Exception as error:
        print(type(error).__name__, error)


lock = threading.Lock()
lock.acquire()
for seconds in (10**10, -(10**10), 2**70, 10**400, 1e10, float("inf"), float("-inf"), float("nan")):
    tell(time.sleep, seconds)
    tell(lock.acquire, True, seconds)
tell(time.sleep, -1)
tell(threading.RLock, 1)
for size in (300000, 0, -1, 100, 1.5, "big"):
    tell(threading.stack_size, size)
numbers = queue.SimpleQueue()
tell(numbers.put)
tell(numbers.get, 1, 2, 3)
