# Python's threading module, over the primitives that _threadbox offers.
# It mirrors CPython 3.13's Lib/threading.py in what a program can observe.

import _threadbox
from _threadbox import Lock, active_count, get_ident, TIMEOUT_MAX


class BrokenBarrierError(RuntimeError):
    pass


class ExceptHookArgs:
    def __init__(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args


def excepthook(args, /):
    if args.exc_type is SystemExit:
        return
    name = args.thread.name if args.thread is not None else get_ident()
    _threadbox.write_error(f"Exception in thread {name}:\n" + _threadbox.format_exception(args.exc_value))


__excepthook__ = excepthook


class Thread:
    _initialized = False

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        target_name = getattr(target, "__name__", "") if target is not None and name is None else ""
        _threadbox.thread_init(self, "" if name is None else str(name), target_name, daemon)
        self._initialized = True

    def start(self):
        if not self._initialized:
            raise RuntimeError("thread.__init__() not called")
        _threadbox.thread_start(self)

    def run(self):
        try:
            if self._target is not None:
                self._target(*self._args, **self._kwargs)
        finally:
            del self._target, self._args, self._kwargs

    def _bootstrap(self):
        try:
            self.run()
        except BaseException as error:
            excepthook(ExceptHookArgs((type(error), error, None, self)))

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        _threadbox.thread_join(self, timeout)

    def is_alive(self):
        assert self._initialized, "Thread.__init__() not called"
        return _threadbox.thread_is_alive(self)

    @property
    def name(self):
        assert self._initialized, "Thread.__init__() not called"
        return _threadbox.thread_name(self)

    @name.setter
    def name(self, name):
        assert self._initialized, "Thread.__init__() not called"
        _threadbox.thread_set_name(self, str(name))

    @property
    def ident(self):
        assert self._initialized, "Thread.__init__() not called"
        return _threadbox.thread_ident(self)

    @property
    def native_id(self):
        assert self._initialized, "Thread.__init__() not called"
        return _threadbox.thread_ident(self)

    @property
    def daemon(self):
        assert self._initialized, "Thread.__init__() not called"
        return _threadbox.thread_daemon(self)

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        _threadbox.thread_set_daemon(self, daemonic)

    def __repr__(self):
        return _threadbox.thread_repr(self)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()
        _threadbox.timer_set(self, interval)

    def cancel(self):
        self.finished.set()
        _threadbox.timer_cancel(self)

    def run(self):
        self.finished.wait(self.interval)
        if not self.finished.is_set():
            _threadbox.timer_fire(self)
            self.function(*self.args, **self.kwargs)
        self.finished.set()


class Event:
    def __init__(self):
        _threadbox.event_init(self)

    def is_set(self):
        return _threadbox.event_is_set(self)

    def set(self):
        _threadbox.event_set(self)

    def clear(self):
        _threadbox.event_clear(self)

    def wait(self, timeout=None):
        return _threadbox.event_wait(self, timeout)


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        self._action = action
        _threadbox.barrier_init(self, parties, timeout)

    def wait(self, timeout=None):
        # The last to arrive gets its index inverted when it has an action to run first.
        index = _threadbox.barrier_wait(self, timeout, self._action is not None)
        if index >= 0:
            return index
        try:
            self._action()
        except:
            _threadbox.barrier_abort(self)
            raise
        _threadbox.barrier_open(self)
        return ~index

    def reset(self):
        _threadbox.barrier_reset(self)

    def abort(self):
        _threadbox.barrier_abort(self)

    @property
    def parties(self):
        return _threadbox.barrier_parties(self)

    @property
    def n_waiting(self):
        return _threadbox.barrier_n_waiting(self)

    @property
    def broken(self):
        return _threadbox.barrier_broken(self)


class _MainThread(Thread):
    def __init__(self):
        _threadbox.main_thread_init(self)
        self._initialized = True


_main_thread = _MainThread()


def main_thread():
    return _main_thread


def current_thread():
    return _threadbox.current_thread()


def enumerate():
    return _threadbox.enumerate()
