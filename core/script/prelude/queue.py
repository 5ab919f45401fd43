# Python's queue module. As in CPython, a subclass may replace the storage of a queue (_init, _qsize, _put, _get), and a PriorityQueue
# compares its items in Python; so queues are written here, over conditions. SimpleQueue wraps the core's.

import _threadbox
import threading
from collections import deque
import _machine
from heapq import heappop, heappush
import _time
from types import GenericAlias as _GenericAlias


@_threadbox.raised_by_the_core
class Empty(Exception):
    __module__ = "_queue"  # As in CPython, where it is in C.


class Full(Exception):
    pass


class ShutDown(Exception):
    pass


class Queue:
    __class_getitem__ = classmethod(_GenericAlias)

    def __init__(self, maxsize=0):
        self.maxsize = maxsize
        _threadbox.queue_init(self, maxsize)
        self._init(maxsize)
        self.mutex = threading.Lock()
        self.not_empty = threading.Condition(self.mutex)
        self.not_full = threading.Condition(self.mutex)
        self.all_tasks_done = threading.Condition(self.mutex)
        _threadbox.owns(self, self.mutex, self.not_empty, self.not_full, self.all_tasks_done)
        self.unfinished_tasks = 0
        self.is_shutdown = False

    def task_done(self):
        with self.all_tasks_done:
            self._one_done()

    def _one_done(self):
        if self.unfinished_tasks <= 0:
            raise ValueError("task_done() called too many times")
        self.unfinished_tasks -= 1
        _threadbox.queue_task_done(self, self._qsize(), self.unfinished_tasks)
        if self.unfinished_tasks == 0:
            self.all_tasks_done.notify_all()

    def join(self):
        with self.all_tasks_done:
            while self.unfinished_tasks:
                self.all_tasks_done.wait()

    def qsize(self):
        with self.mutex:
            return self._qsize()

    def empty(self):
        with self.mutex:
            return not self._qsize()

    def full(self):
        with self.mutex:
            return 0 < self.maxsize <= self._qsize()

    def put(self, item, block=True, timeout=None):
        with self.not_full:
            if self.is_shutdown:
                raise ShutDown
            if self.maxsize > 0:
                self._wait_while(self.not_full, self._is_full, block, timeout, Full)
            self._put(item)
            self.unfinished_tasks += 1
            _threadbox.queue_put(self, self._qsize(), self.unfinished_tasks)
            self.not_empty.notify()

    def get(self, block=True, timeout=None):
        with self.not_empty:
            if self.is_shutdown and not self._qsize():
                raise ShutDown
            self._wait_while(self.not_empty, self._is_empty, block, timeout, Empty)
            item = self._get()
            _threadbox.queue_got(self, self._qsize(), self.unfinished_tasks)
            self.not_full.notify()
            return item

    def _is_full(self):
        return self._qsize() >= self.maxsize

    def _is_empty(self):
        return not self._qsize()

    def _wait_while(self, condition, busy, block, timeout, error):
        if not block:
            if busy():
                raise error
            return
        if timeout is not None:
            if timeout < 0:
                raise ValueError("'timeout' must be a non-negative number")
            end = _time.monotonic() + timeout
        while busy():
            left = None
            if timeout is not None:
                left = end - _time.monotonic()
                if left <= 0:
                    raise error
            condition.wait(left)
            if self.is_shutdown and (error is Full or busy()):
                raise ShutDown

    def put_nowait(self, item):
        return self.put(item, block=False)

    def get_nowait(self):
        return self.get(block=False)

    def shutdown(self, immediate=False):
        with self.mutex:
            self.is_shutdown = True
            if immediate:
                while self._qsize():
                    self._get()
                    if self.unfinished_tasks > 0:
                        self.unfinished_tasks -= 1
                self.all_tasks_done.notify_all()
            _threadbox.queue_shutdown(self, self._qsize(), self.unfinished_tasks, bool(immediate))
            self.not_empty.notify_all()
            self.not_full.notify_all()

    def _init(self, maxsize):
        self.queue = deque()

    def _qsize(self):
        return len(self.queue)

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.popleft()


class PriorityQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        heappush(self.queue, item)

    def _get(self):
        return heappop(self.queue)


class LifoQueue(Queue):
    def _init(self, maxsize):
        self.queue = []

    def _put(self, item):
        self.queue.append(item)

    def _get(self):
        return self.queue.pop()


@_machine.in_c
class SimpleQueue:
    __module__ = "_queue"
    __slots__ = ()
    __class_getitem__ = classmethod(_GenericAlias)

    def __new__(cls, /, *args, **kwargs):
        if cls.__init__ is object.__init__:
            if args:
                raise TypeError("SimpleQueue() takes no positional arguments")
            if kwargs:
                raise TypeError("SimpleQueue() takes no keyword arguments")
        made = object.__new__(cls)
        _threadbox.simple_queue_init(made)
        return made

    def put(self, item, block=True, timeout=None):
        _threadbox.simple_queue_put(self, item)

    def get(self, block=True, timeout=None):
        return _threadbox.simple_queue_get(self, block, timeout)

    def put_nowait(self, item):
        _threadbox.simple_queue_put(self, item)

    def get_nowait(self):
        return _threadbox.simple_queue_get(self, False)

    def empty(self):
        return _threadbox.simple_queue_size(self) == 0

    def qsize(self):
        return _threadbox.simple_queue_size(self)


__all__ = [
    "Empty", "Full", "ShutDown", "Queue", "PriorityQueue", "LifoQueue", "SimpleQueue",
]
