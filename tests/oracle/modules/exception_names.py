# The last line names an exception with the module that CPython has it in.
import concurrent.futures
import queue
import threading
import traceback


def name(function):
    try:
        function()
    except BaseException as error:
        print(traceback.format_exc().splitlines()[-1], type(error).__module__, type(error).__qualname__)


def cancelled():
    future = concurrent.futures.Future()
    future.cancel()
    future.result()


def shut():
    q = queue.Queue()
    q.shutdown()
    q.get()


def full():
    q = queue.Queue(1)
    q.put(1)
    q.put_nowait(1)


name(lambda: queue.SimpleQueue().get_nowait())
name(lambda: queue.Queue().get_nowait())
name(full)
name(shut)
name(cancelled)
name(lambda: concurrent.futures.Future().result(0))
name(lambda: concurrent.futures.Future().set_result(1) or concurrent.futures.Future().exception(timeout=0))


def twice():
    future = concurrent.futures.Future()
    future.set_result(1)
    future.set_result(2)


name(twice)


def broken():
    barrier = threading.Barrier(2)
    barrier.abort()
    barrier.wait()


name(broken)
print(concurrent.futures.Future, concurrent.futures.ThreadPoolExecutor, concurrent.futures.Executor, concurrent.futures.BrokenExecutor)
print(queue.Empty, queue.Full, queue.ShutDown, threading.BrokenBarrierError, threading.ThreadError, queue.SimpleQueue)
queue.SimpleQueue().get_nowait()
