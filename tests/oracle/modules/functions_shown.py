# What one prints who forgets the parentheses.
import functools, queue, random, sys, threading, time

event, semaphore, condition = threading.Event(), threading.Semaphore(), threading.Condition()
numbers = queue.SimpleQueue()
methods = [
    event.is_set, event.set, event.wait, semaphore.acquire, semaphore.release, condition.notify, condition.acquire,
    threading.Lock().locked, threading.RLock().acquire, threading.Barrier(2).wait, threading.Thread(name="t").is_alive,
    numbers.get, queue.Queue().get, sys.stdout.flush, [].append, random.Random(1).random, random.Random(1).randint,
]
for method in methods:
    print(repr(method).split(" at 0x")[0])
functions = [
    threading.Event.set, threading.Semaphore.acquire, threading.Condition.wait, threading.Barrier.wait, threading.Thread.start,
    threading.current_thread, threading.get_ident, threading.get_native_id, threading.RLock, threading.stack_size,
    sys.exit, sys.exc_info, time.sleep, time.strftime, time.monotonic, functools.reduce, print, str.upper, list.append,
]
for function in functions:
    print(repr(function).split(" at 0x")[0])
for cls in (threading.Lock, threading.Event, queue.SimpleQueue, threading.ExceptHookArgs):
    print(cls)
for cls in (threading.Lock, threading.Event, queue.SimpleQueue, queue.Queue):
    try:
        cls.missing
    except AttributeError as error:
        print(error)
try:
    numbers.full()
except AttributeError as error:
    print(error)
for method in (event.is_set, queue.Queue().get, [].append):
    print(type(method).__name__)
    try:
        method[0]
    except TypeError as error:
        print(error)
