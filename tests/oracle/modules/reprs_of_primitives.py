import threading

event, barrier, lock = threading.Event(), threading.Barrier(2), threading.Lock()
print(event, barrier, lock, threading.RLock(), threading.Semaphore(3), threading.BoundedSemaphore(2))
event.set(); barrier.abort(); lock.acquire()
print(event, barrier, lock)
barrier.reset()
class Mine(threading.Event): pass
print(Mine(), barrier)
print(threading.Lock, type(lock).__name__, threading.Thread, threading.BrokenBarrierError)
print(threading.TIMEOUT_MAX, threading.ThreadError is RuntimeError, threading.stack_size())
print(threading.get_ident() == threading.main_thread().ident, isinstance(threading.get_native_id(), int))
