# Python's concurrent.futures, with threads; a sandbox has no processes. It is written over threading, as CPython's is, because callbacks,
# initializers and subclasses run Python code in the middle of each operation.

import itertools as _itertools
import logging as _logging
import queue as _queue
import threading as _threading
import time as _time
from collections import namedtuple as _namedtuple
from types import GenericAlias as _GenericAlias
import _threadbox

FIRST_COMPLETED = "FIRST_COMPLETED"
FIRST_EXCEPTION = "FIRST_EXCEPTION"
ALL_COMPLETED = "ALL_COMPLETED"

_pending, _running, _cancelled, _notified, _finished = "PENDING", "RUNNING", "CANCELLED", "CANCELLED_AND_NOTIFIED", "FINISHED"
_texts = {_pending: "pending", _running: "running", _cancelled: "cancelled", _notified: "cancelled", _finished: "finished"}

LOGGER = _logging.getLogger("concurrent.futures")


class Error(Exception):
    __module__ = "concurrent.futures._base"


class CancelledError(Error):
    __module__ = "concurrent.futures._base"


class InvalidStateError(Error):
    __module__ = "concurrent.futures._base"


class BrokenExecutor(RuntimeError):
    __module__ = "concurrent.futures._base"


TimeoutError = TimeoutError


class Future:
    __module__ = "concurrent.futures._base"
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self):
        self._condition = _threading._untraced_condition()
        _threadbox.future_init(self)
        self._state = _pending
        self._result = None
        self._exception = None
        self._watches = []  # Notified of the end. A cancelled future ends when its executor has removed it from the queue.
        self._done_callbacks = []

    def __repr__(self):
        with self._condition:
            state = _texts[self._state]
            if self._state == _finished:
                outcome = f"raised {type(self._exception).__name__}" if self._exception else f"returned {type(self._result).__name__}"
                state = f"{state} {outcome}"
            return f"<{type(self).__name__} at {id(self):#x} state={state}>"

    def cancel(self):
        with self._condition:
            if self._state in (_running, _finished):
                return False
            if self._state in (_cancelled, _notified):
                return True
            self._state = _cancelled
            _threadbox.future_cancelled(self)
            self._condition.notify_all()
        self._invoke_callbacks()
        return True

    def cancelled(self):
        with self._condition:
            return self._state in (_cancelled, _notified)

    def running(self):
        with self._condition:
            return self._state == _running

    def done(self):
        with self._condition:
            return self._is_done()

    def _is_done(self):
        return self._state in (_cancelled, _notified, _finished)

    def _has_ended(self):
        return self._state in (_notified, _finished)

    def _tell_watches(self):
        for watch in self._watches:
            watch.add(self)

    def _invoke_callbacks(self):
        for callback in self._done_callbacks:
            self._invoke(callback)

    def _invoke(self, callback):
        try:
            callback(self)
        except Exception:
            LOGGER.exception("exception calling callback for %r", self)

    def add_done_callback(self, fn):
        with self._condition:
            if not self._is_done():
                self._done_callbacks.append(fn)
                return
        self._invoke(fn)

    def _wait(self, timeout):
        # Requires the condition. Returns the error that the future ended with, or None.
        if not self._is_done():
            self._condition.wait(timeout)
        if self._state in (_cancelled, _notified):
            raise CancelledError()
        if self._state != _finished:
            raise TimeoutError()
        return self._exception

    def result(self, timeout=None):
        try:
            with self._condition:
                error = self._wait(timeout)
                if error:
                    raise error
                return self._result
        finally:
            # The error's traceback refers to this frame.
            self = error = None

    def exception(self, timeout=None):
        with self._condition:
            return self._wait(timeout)

    def set_running_or_notify_cancel(self):
        with self._condition:
            if self._state == _cancelled:
                self._state = _notified
                self._tell_watches()
                return False
            if self._state == _pending:
                self._state = _running
                _threadbox.future_running(self)
                return True
            LOGGER.critical("Future %s in unexpected state: %s", id(self), self._state)
            raise RuntimeError("Future in unexpected state")

    def _finish(self, result, exception):
        with self._condition:
            if self._is_done():
                raise InvalidStateError(f"{self._state}: {self!r}")
            self._result, self._exception = result, exception
            self._state = _finished
            (_threadbox.future_raised if exception else _threadbox.future_returned)(self)
            self._tell_watches()
            self._condition.notify_all()
        self._invoke_callbacks()

    def set_result(self, result):
        self._finish(result, None)

    def set_exception(self, exception):
        self._finish(None, exception)


class _Watch:
    # Yields the futures of a set as they end.
    def __init__(self, futures):
        self.condition = _threading.Condition()
        _threadbox.owns(None, self.condition)
        self.ended = []
        self.futures = futures
        for future in futures:
            with future._condition:
                if future._has_ended():
                    self.add(future)
                else:
                    future._watches.append(self)

    def add(self, future):
        with self.condition:
            self.ended.append(future)
            self.condition.notify_all()

    def leave(self):
        for future in self.futures:
            with future._condition:
                if self in future._watches:
                    future._watches.remove(self)


DoneAndNotDoneFutures = _namedtuple("DoneAndNotDoneFutures", "done not_done", module="concurrent.futures._base")


def wait(fs, timeout=None, return_when=ALL_COMPLETED):
    futures = set(fs)
    watch = _Watch(futures)

    def enough():
        if len(watch.ended) == len(futures):
            return True
        if return_when == FIRST_COMPLETED:
            return len(watch.ended) > 0
        if return_when == FIRST_EXCEPTION:
            return any([future._exception is not None for future in watch.ended])
        if return_when != ALL_COMPLETED:
            raise ValueError("Invalid return condition: %r" % return_when)
        return False

    try:
        with watch.condition:
            watch.condition.wait_for(enough, timeout)
            done = set(watch.ended)
    finally:
        watch.leave()
    return DoneAndNotDoneFutures(done, futures - done)


def as_completed(fs, timeout=None):
    end = None if timeout is None else timeout + _time.monotonic()
    futures = set(fs)
    watch = _Watch(futures)
    try:
        for given in range(len(futures)):
            with watch.condition:
                left = None if end is None else end - _time.monotonic()
                if not watch.condition.wait_for(lambda: len(watch.ended) > given, left):
                    raise TimeoutError(f"{len(futures) - given} (of {len(futures)}) futures unfinished")
                future = watch.ended[given]
            yield future
    finally:
        watch.leave()


class Executor:
    __module__ = "concurrent.futures._base"

    def submit(self, fn, /, *args, **kwargs):
        raise NotImplementedError()

    def map(self, fn, *iterables, timeout=None, chunksize=1):
        end = None if timeout is None else _time.monotonic() + timeout
        futures = [self.submit(fn, *args) for args in zip(*iterables)]

        def result_iterator():  # Nested in map, since its repr() shows that name.
            self  # The trace tells by it which executor a thread waits for.
            try:
                futures.reverse()
                while futures:
                    future = futures[-1]
                    try:
                        result = future.result() if end is None else future.result(end - _time.monotonic())
                    finally:
                        future.cancel()
                    futures.pop()
                    yield result
            finally:
                for future in futures:
                    future.cancel()

        return result_iterator()

    def shutdown(self, wait=True, *, cancel_futures=False):
        pass

    def __enter__(self):
        return self

    def __exit__(self, exc_type, exc_val, exc_tb):
        self.shutdown(wait=True)
        return False


class _WorkItem:
    def __init__(self, future, fn, args, kwargs):
        self.future, self.fn, self.args, self.kwargs = future, fn, args, kwargs

    def run(self):
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            result = self.fn(*self.args, **self.kwargs)
        except BaseException as error:
            self.future.set_exception(error)
            self = None
        else:
            self.future.set_result(result)


class BrokenThreadPool(BrokenExecutor):
    __module__ = "concurrent.futures.thread"


_pool_numbers = _itertools.count()
_pools = []
_interpreter_ends = False


def _worker(pool):
    if pool._initializer is not None:
        try:
            pool._initializer(*pool._initargs)
        except BaseException:
            LOGGER.critical("Exception in initializer:", exc_info=True)
            pool._break()
            return
    try:
        _work(pool)
    except BaseException:
        LOGGER.critical("Exception in worker", exc_info=True)


def _work(pool):
    while True:
        try:
            item = pool._work_queue.get_nowait()
        except _queue.Empty:
            pool._idle_semaphore.release()
            item = pool._work_queue.get()
        if item is not None:
            item.run()
            item = None
        elif pool._shutdown or _interpreter_ends:
            pool._shutdown = True
            pool._work_queue.put(None)
            return


class ThreadPoolExecutor(Executor):
    __module__ = "concurrent.futures.thread"

    def __init__(self, max_workers=None, thread_name_prefix="", initializer=None, initargs=()):
        if max_workers is None:
            max_workers = 8
        if max_workers <= 0:
            raise ValueError("max_workers must be greater than 0")
        if initializer is not None and not callable(initializer):
            raise TypeError("initializer must be a callable")
        self._max_workers = max_workers
        _threadbox.executor_init(self, max_workers)
        self._work_queue = _queue.SimpleQueue()
        self._idle_semaphore = _threading.Semaphore(0)
        self._threads = []
        self._broken = False
        self._shutdown = False
        self._shutdown_lock = _threading.Lock()
        _threadbox.owns(self, self._work_queue, self._idle_semaphore, self._shutdown_lock)
        self._thread_name_prefix = thread_name_prefix or f"ThreadPoolExecutor-{next(_pool_numbers)}"
        self._initializer, self._initargs = initializer, initargs
        _pools.append(self)

    def submit(self, fn, /, *args, **kwargs):
        with self._shutdown_lock:
            if self._broken:
                raise BrokenThreadPool(self._broken)
            if self._shutdown:
                raise RuntimeError("cannot schedule new futures after shutdown")
            if _interpreter_ends:
                raise RuntimeError("cannot schedule new futures after interpreter shutdown")
            future = Future()
            _threadbox.owns(self, future)
            self._work_queue.put(_WorkItem(future, fn, args, kwargs))
            self._add_worker()
            return future

    def _add_worker(self):
        # A new worker is started only if none is idle.
        if self._idle_semaphore.acquire(timeout=0) or len(self._threads) >= self._max_workers:
            return
        name = f"{self._thread_name_prefix}_{len(self._threads)}"
        thread = _threading.Thread(name=name, target=_worker, args=(self,))
        _threadbox.owns(self, thread)
        thread.start()
        self._threads.append(thread)

    def _break(self):
        with self._shutdown_lock:
            self._broken = "A thread initializer failed, the thread pool is not usable anymore"
            self._drain(lambda future: future.set_exception(BrokenThreadPool(self._broken)))

    def _drain(self, end):
        while True:
            try:
                item = self._work_queue.get_nowait()
            except _queue.Empty:
                return
            if item is not None:
                end(item.future)

    def shutdown(self, wait=True, *, cancel_futures=False):
        with self._shutdown_lock:
            self._shutdown = True
            _threadbox.executor_shutdown(self)
            if cancel_futures:
                self._drain(lambda future: future.cancel())
            self._work_queue.put(None)
        if wait:
            for thread in self._threads:
                thread.join()


def _at_interpreter_end():
    # Workers are joined at exit even if their executor was not shut down.
    global _interpreter_ends
    _interpreter_ends = True
    for pool in _pools:
        pool._work_queue.put(None)
    for pool in _pools:
        for thread in pool._threads:
            thread.join()


_threading._register_atexit(_at_interpreter_end)


__all__ = [
    "FIRST_COMPLETED", "FIRST_EXCEPTION", "ALL_COMPLETED", "CancelledError", "TimeoutError", "InvalidStateError",
    "BrokenExecutor", "Future", "Executor", "wait", "as_completed", "ThreadPoolExecutor",
]
