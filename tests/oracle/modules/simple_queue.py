"""SimpleQueue: arguments, subclasses, and items that are waited for."""
import queue
import threading


def attempt(name, call):
    try:
        print(name, call())
    except Exception as error:
        print(name, type(error).__module__, type(error).__name__, error)


q = queue.SimpleQueue()
attempt("nothing to put", lambda: q.put())
attempt("four to put", lambda: q.put(1, 2, 3, 4))
attempt("put by keyword", lambda: q.put(1, x=2))
attempt("three to get", lambda: q.get(1, 2, 3))
attempt("a text", lambda: q.get(timeout="a"))
attempt("negative", lambda: q.get(timeout=-1))
attempt("not a number", lambda: q.get(timeout=float("nan")))
attempt("too large", lambda: q.get(timeout=1e300))
attempt("not looked at", lambda: q.get(False, "a"))
attempt("0 seconds", lambda: q.get(timeout=0))
attempt("a millisecond", lambda: q.get(timeout=0.001))
attempt("nowait", lambda: q.get_nowait())
attempt("put nowait", lambda: q.put_nowait())
attempt("size of 1", lambda: q.qsize(1))
attempt("made with 1", lambda: queue.SimpleQueue(1))
attempt("made by keyword", lambda: queue.SimpleQueue(a=1))
attempt("its dict", lambda: q.__dict__)
attempt("a new attribute", lambda: setattr(q, "x", 1))
print(type(q), queue.SimpleQueue[int])


class Own(queue.SimpleQueue):
    def __init__(self, n):
        self.n = n


class Plain(queue.SimpleQueue):
    pass


class Made(queue.SimpleQueue):
    def __new__(cls, items):
        made = super().__new__(cls)
        for item in items:
            made.put(item)
        return made


own = Own(3)
own.put(4, block=False, timeout="ignored")
print(own.n, own.get(), own.empty())
attempt("subclass with 1", lambda: Plain(1))
print(Made("abc").qsize())

q.put(None)
q.put([q])
print(q.qsize(), q.get(), q.get() == [q], q.empty())


def meet(getters, puts):
    """Each getter gets one of the first items; the rest stays in the queue."""
    got = []
    threads = [threading.Thread(target=lambda: got.append(q.get())) for _ in range(getters)]
    for thread in threads:
        thread.start()
    for item in range(puts):
        q.put(item)
    for thread in threads:
        thread.join()
    return sorted(got), [q.get_nowait() for _ in range(q.qsize())]


print(meet(2, 2), meet(3, 5))
