import _thread
import threading
import time

done = _thread.allocate_lock()
done.acquire()
results = []


def work(a, b=0):
    results.append((a, b, _thread.get_ident() != main))
    done.release()


main = _thread.get_ident()
print(type(_thread.start_new_thread(work, (1,), {"b": 2})).__name__)
done.acquire()
print(results, done.locked(), _thread.LockType is type(done), isinstance(done, type(threading.Lock())))
for bad in (lambda: _thread.start_new_thread(5, ()), lambda: _thread.start_new_thread(work, 5), lambda: _thread.start_new_thread(work, (), 5)):
    try:
        bad()
    except TypeError as error:
        print(error)


def exits():
    try:
        _thread.exit()
    finally:
        done.release()


_thread.start_new_thread(exits, ())
done.acquire()
print(_thread.error is RuntimeError, _thread.TIMEOUT_MAX == threading.TIMEOUT_MAX, _thread.stack_size())
