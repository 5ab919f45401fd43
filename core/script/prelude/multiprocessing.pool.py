# Python's multiprocessing.pool module, with threads.

import itertools as _itertools
import queue as _queue
import threading as _threading
from collections import deque as _deque
from multiprocessing import TimeoutError
from multiprocessing import cpu_count as _cpu_count
import _threadbox

INIT, RUN, CLOSE, TERMINATE = "INIT", "RUN", "CLOSE", "TERMINATE"


class ApplyResult:
    def __init__(self, pool, callback, error_callback):
        self._event = _threading.Event()
        self._callback = callback
        self._error_callback = error_callback
        self._success = True
        self._value = None

    def ready(self):
        return self._event.is_set()

    def successful(self):
        if not self.ready():
            raise ValueError(f"{self!r} not ready")
        return self._success

    def wait(self, timeout=None):
        self._event.wait(timeout)

    def get(self, timeout=None):
        self.wait(timeout)
        if not self.ready():
            raise TimeoutError
        if self._success:
            return self._value
        raise self._value

    def _finish(self):
        if self._callback and self._success:
            self._callback(self._value)
        if self._error_callback and not self._success:
            self._error_callback(self._value)
        self._event.set()

    def _set(self, i, success, value):
        self._success, self._value = success, value
        self._finish()


AsyncResult = ApplyResult


class MapResult(ApplyResult):
    def __init__(self, pool, chunksize, length, callback, error_callback):
        super().__init__(pool, callback, error_callback)
        self._lock = _threading.Lock()
        _threadbox.owns(None, self._lock)
        self._value = [None] * length
        self._chunksize = chunksize
        self._number_left = 0 if chunksize <= 0 else length // chunksize + bool(length % chunksize)
        if self._number_left == 0:
            self._event.set()

    def _set(self, i, success, value):
        with self._lock:
            self._number_left -= 1
            if success and self._success:
                self._value[i * self._chunksize : (i + 1) * self._chunksize] = value
            elif not success and self._success:
                self._success, self._value = False, value
            is_last = self._number_left == 0
        if is_last:
            self._finish()


class IMapIterator:
    def __init__(self, pool):
        self._cond = _threading.Condition(_threading.Lock())
        _threadbox.owns(None, self._cond)
        self._items = _deque()
        self._index = 0
        self._length = None
        self._unsorted = {}

    def __iter__(self):
        return self

    def next(self, timeout=None):
        with self._cond:
            if not self._cond.wait_for(lambda: self._items or self._index == self._length, timeout):
                raise TimeoutError
            if not self._items:
                raise StopIteration
            success, value = self._items.popleft()
        if success:
            return value
        raise value

    __next__ = next

    def _set(self, i, success, value):
        with self._cond:
            self._unsorted[i] = (success, value)
            while self._index in self._unsorted:
                self._items.append(self._unsorted.pop(self._index))
                self._index += 1
            self._cond.notify()

    def _set_length(self, length):
        with self._cond:
            self._length = length
            if self._index == length:
                self._cond.notify()


class IMapUnorderedIterator(IMapIterator):
    def _set(self, i, success, value):
        with self._cond:
            self._items.append((success, value))
            self._index += 1
            self._cond.notify()


def mapstar(args):
    return list(map(*args))


def starmapstar(args):
    return list(_itertools.starmap(args[0], args[1]))


def worker(inqueue, initializer=None, initargs=()):
    if initializer is not None:
        initializer(*initargs)
    while (task := inqueue.get()) is not None:
        result, i, function, args, kwargs = task
        try:
            value, success = function(*args, **kwargs), True
        except Exception as error:
            value, success = error, False
        result._set(i, success, value)
        task = result = function = args = kwargs = value = None


class ThreadPool:
    def __init__(self, processes=None, initializer=None, initargs=()):
        self._pool = []
        self._state = INIT
        if processes is None:
            processes = _cpu_count()
        if processes < 1:
            raise ValueError("Number of processes must be at least 1")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._processes = processes
        self._tasks = _queue.SimpleQueue()
        _threadbox.owns(None, self._tasks)
        for _ in range(processes):
            thread = _threading.Thread(target=worker, args=(self._tasks, initializer, initargs), daemon=True)
            self._pool.append(thread)
            thread.start()
        self._state = RUN

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} state={self._state} pool_size={len(self._pool)}>"

    def _check_running(self):
        if self._state != RUN:
            raise ValueError("Pool not running")

    def apply(self, func, args=(), kwds={}):
        return self.apply_async(func, args, kwds).get()

    def apply_async(self, func, args=(), kwds={}, callback=None, error_callback=None):
        self._check_running()
        result = ApplyResult(self, callback, error_callback)
        self._tasks.put((result, 0, func, args, kwds))
        return result

    def map(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, mapstar, chunksize).get()

    def starmap(self, func, iterable, chunksize=None):
        return self._map_async(func, iterable, starmapstar, chunksize).get()

    def map_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, mapstar, chunksize, callback, error_callback)

    def starmap_async(self, func, iterable, chunksize=None, callback=None, error_callback=None):
        return self._map_async(func, iterable, starmapstar, chunksize, callback, error_callback)

    def _map_async(self, func, iterable, mapper, chunksize=None, callback=None, error_callback=None):
        self._check_running()
        if not hasattr(iterable, "__len__"):
            iterable = list(iterable)
        if chunksize is None:
            chunksize, extra = divmod(len(iterable), len(self._pool) * 4)
            if extra:
                chunksize += 1
        if len(iterable) == 0:
            chunksize = 0
        result = MapResult(self, chunksize, len(iterable), callback, error_callback)
        for i, part in enumerate(_chunks(iterable, chunksize)):
            self._tasks.put((result, i, mapper, ((func, part),), {}))
        return result

    def imap(self, func, iterable, chunksize=1):
        return self._imap(IMapIterator, func, iterable, chunksize)

    def imap_unordered(self, func, iterable, chunksize=1):
        return self._imap(IMapUnorderedIterator, func, iterable, chunksize)

    def _imap(self, kind, func, iterable, chunksize):
        self._check_running()
        if chunksize < 1:
            raise ValueError(f"Chunksize must be 1+, not {chunksize:n}")
        result = kind(self)
        count = 0
        if chunksize == 1:
            for item in iterable:
                self._tasks.put((result, count, func, (item,), {}))
                count += 1
            result._set_length(count)
            return result
        for part in _chunks(iterable, chunksize):
            self._tasks.put((result, count, mapstar, ((func, part),), {}))
            count += 1
        result._set_length(count)
        return (item for chunk in result for item in chunk)

    def close(self):
        if self._state == RUN:
            self._state = CLOSE
            for _ in self._pool:
                self._tasks.put(None)

    def terminate(self):
        if self._state == TERMINATE:
            return
        self._state = TERMINATE
        try:
            while True:
                self._tasks.get_nowait()
        except _queue.Empty:
            pass
        for _ in self._pool:
            self._tasks.put(None)

    def join(self):
        if self._state == RUN:
            raise ValueError("Pool is still running")
        if self._state not in (CLOSE, TERMINATE):
            raise ValueError("In unknown state")
        for thread in self._pool:
            thread.join()

    def __enter__(self):
        self._check_running()
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.terminate()


def _chunks(iterable, size):
    iterator = iter(iterable)
    while part := tuple(_itertools.islice(iterator, size)):
        yield part
