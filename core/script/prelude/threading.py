# Python's threading module, over the primitives of _threadbox, which are C++: each operation is atomic, traced, and a scheduling
# point. A program cannot tell it from CPython 3.13's Lib/threading.py.

import _thread
import _threadbox
import warnings
from _thread import TIMEOUT_MAX, _local as local, get_ident, get_native_id, lock as Lock, stack_size
import _time
import _machine
import reports as _reports

ThreadError = RuntimeError


@_threadbox.raised_by_the_core
class BrokenBarrierError(RuntimeError):
    pass


class _ExceptHookArgs(tuple):
    __module__ = "_thread"
    exc_type = property(lambda self: self[0])
    exc_value = property(lambda self: self[1])
    exc_traceback = property(lambda self: self[2])
    thread = property(lambda self: self[3])

    def __repr__(self):
        parts = f"exc_type={self.exc_type!r}, exc_value={self.exc_value!r}, exc_traceback={self.exc_traceback!r}"
        return f"_thread._ExceptHookArgs({parts}, thread={self.thread!r})"


ExceptHookArgs = _ExceptHookArgs


def excepthook(args, /):
    if not isinstance(args, ExceptHookArgs):
        raise TypeError("_thread.excepthook argument type must be ExceptHookArgs")
    if args.exc_type is SystemExit:
        return
    thread, error = args.thread, args.exc_value
    file = _reports.stream("stderr")
    if file is None or file is NotImplemented:
        file = None if thread is None else thread._stderr
        if file is None:
            return
    name = get_ident() if thread is None else thread.name
    if file is ... or file is getattr(_machine.sys_module(), "__stderr__", None):
        return _reports.put(file, f"Exception in thread {name}:\n{_reports.format_exception(error)}")
    for text in ("Exception in thread ", str(name), ":\n"):
        file.write(text)
    _reports.print_error(error)
    _reports.flush(file)


__excepthook__ = excepthook


def _report(thread, error, hook_before):
    try:
        hook = excepthook
        if hook is None:
            hook = hook_before
        hook(ExceptHookArgs((type(error), error, error.__traceback__, thread)))
    except Exception as second:
        second.__suppress_context__ = True
        file = _reports.stream("stderr")
        _reports.put(thread._stderr if file is None or file is NotImplemented else file, "Exception in threading.excepthook:\n")
        hook = getattr(_machine.sys_module(), "excepthook", None)
        (_reports.excepthook if hook is None else hook)(type(second), second, second.__traceback__)


class Thread:
    _initialized = False
    _started_by_program = True
    _daemonic = None  # The value that was given, which need not be a bool.

    def __init__(self, group=None, target=None, name=None, args=(), kwargs=None, *, daemon=None):
        assert group is None, "group argument must be None for now"
        self._target = target
        self._args = args
        self._kwargs = {} if kwargs is None else kwargs
        target_name = getattr(target, "__name__", "") if target is not None and name is None else ""
        self._daemonic = daemon
        _threadbox.thread_init(self, "" if name is None else str(name), target_name, daemon)
        _threadbox.thread_target(self, target, args, self._kwargs)
        if excepthook is None:
            raise RuntimeError("threading.excepthook is None")
        self._excepthook = excepthook
        self._stderr = _reports.stream("stderr")
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
            try:
                self.run()
            except BaseException as error:
                _threadbox.thread_died(self, error)
                _report(self, error, self._excepthook)
        except SystemExit:
            pass
        except BaseException as error:
            _reports.report_unraisable(error, f"Exception ignored in thread started by {self._bootstrap!r}")

    def join(self, timeout=None):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        if timeout is not None and not isinstance(timeout, (int, float)):
            _threadbox.thread_join(self, 0)  # Raises for a thread that cannot be joined; CPython checks that before the timeout.
            max(timeout, 0)  # CPython compares it with 0: raises the same TypeError.
        if _threadbox.thread_ident(self) is not None:
            current_thread()  # Registers a thread that _thread has started, as in CPython.
        _threadbox.thread_join(self, timeout)

    # The deprecated camelCase names.

    def getName(self):
        warnings.warn("getName() is deprecated, get the name attribute instead", DeprecationWarning, stacklevel=2)
        return self.name

    def setName(self, name):
        warnings.warn("setName() is deprecated, set the name attribute instead", DeprecationWarning, stacklevel=2)
        self.name = name

    def isDaemon(self):
        warnings.warn("isDaemon() is deprecated, get the daemon attribute instead", DeprecationWarning, stacklevel=2)
        return self.daemon

    def setDaemon(self, daemonic):
        warnings.warn("setDaemon() is deprecated, set the daemon attribute instead", DeprecationWarning, stacklevel=2)
        self.daemon = daemonic

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
        return _threadbox.thread_daemon(self) if self._daemonic is None else self._daemonic

    @daemon.setter
    def daemon(self, daemonic):
        if not self._initialized:
            raise RuntimeError("Thread.__init__() not called")
        _threadbox.thread_set_daemon(self, daemonic)
        self._daemonic = daemonic

    def __repr__(self):
        assert self._initialized, "Thread.__init__() was not called"
        return _threadbox.thread_repr(self)


class Timer(Thread):
    def __init__(self, interval, function, args=None, kwargs=None):
        super().__init__()
        self.interval = interval
        self.function = function
        self.args = args if args is not None else []
        self.kwargs = kwargs if kwargs is not None else {}
        self.finished = Event()
        _threadbox.owns(self, self.finished)
        _threadbox.thread_target(self, function, self.args, self.kwargs)
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

    def _fire_now(self):
        # Called by the button "fire now": as if the interval had passed, but in the Console's thread.
        self.finished.set()
        _threadbox.timer_fire(self)
        self.function(*self.args, **self.kwargs)


def _at(instance):
    cls = type(instance)
    return f"{cls.__module__}.{cls.__qualname__} at {id(instance):#x}"


class Event:
    def __init__(self):
        _threadbox.event_init(self)

    is_set = _threadbox.event_is_set
    set = _threadbox.event_set
    clear = _threadbox.event_clear
    wait = _threadbox.event_wait

    def isSet(self):
        warnings.warn("isSet() is deprecated, use is_set() instead", DeprecationWarning, stacklevel=2)
        return self.is_set()

    def __repr__(self):
        return f"<{_at(self)}: {'set' if self.is_set() else 'unset'}>"


def RLock(*args, **kwargs):
    if args or kwargs:
        warnings.warn("Passing arguments to RLock is deprecated and will be removed in 3.15", DeprecationWarning, stacklevel=2)
    return _thread.RLock()


_CRLock = _thread.RLock


class Condition:
    def __init__(self, lock=None):
        own = lock is None
        if own:
            lock = RLock()
        self._lock = lock
        self.acquire = lock.acquire
        self.release = lock.release
        _threadbox.condition_init(self, lock, own)

    def __enter__(self):
        return self._lock.__enter__()

    def __exit__(self, *args):
        return self._lock.__exit__(*args)

    def _release_save(self):
        lock = self._lock
        return lock._release_save() if hasattr(lock, "_release_save") else lock.release()

    def _acquire_restore(self, state):
        lock = self._lock
        lock._acquire_restore(state) if hasattr(lock, "_acquire_restore") else lock.acquire()

    def _is_owned(self):
        lock = self._lock
        return lock._is_owned() if hasattr(lock, "_is_owned") else lock.locked()

    wait = _threadbox.condition_wait
    notify = _threadbox.condition_notify
    notify_all = _threadbox.condition_notify_all

    def wait_for(self, predicate, timeout=None):
        end = None
        left = timeout
        result = predicate()
        while not result:
            if left is not None:
                if end is None:
                    end = _time.monotonic() + left
                else:
                    left = end - _time.monotonic()
                    if left <= 0:
                        break
            self.wait(left)
            result = predicate()
        return result

    def notifyAll(self):
        warnings.warn("notifyAll() is deprecated, use notify_all() instead", DeprecationWarning, stacklevel=2)
        self.notify_all()

    def __repr__(self):
        return "<Condition(" + repr(self._lock) + f", {_threadbox.condition_n_waiting(self)})>"


def _untraced_condition():
    # For a Future: a program may have thousands, whose conditions would be most of the log. The future itself is traced.
    lock = object.__new__(_thread.RLock)
    _threadbox.rlock_init(lock, False)
    return Condition(lock)


class Semaphore:
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        _threadbox.semaphore_init(self, value)

    acquire = _threadbox.semaphore_acquire
    release = _threadbox.semaphore_release
    __enter__ = acquire

    def __exit__(self, t, v, tb):
        self.release()

    @property
    def _value(self):
        return _threadbox.semaphore_value(self)

    def __repr__(self):
        return f"<{_at(self)}: value={self._value}>"


class BoundedSemaphore(Semaphore):
    def __init__(self, value=1):
        if value < 0:
            raise ValueError("semaphore initial value must be >= 0")
        self._initial_value = value
        _threadbox.bounded_semaphore_init(self, value)

    def __repr__(self):
        return f"<{_at(self)}: value={self._value}/{self._initial_value}>"


class Barrier:
    def __init__(self, parties, action=None, timeout=None):
        if parties < 1:
            raise ValueError("parties must be > 0")
        self._action = action
        _threadbox.barrier_init(self, parties, timeout)

    def wait(self, timeout=None):
        if timeout is not None and not isinstance(timeout, (int, float)):
            0.0 + timeout  # CPython adds it to the current time: raises the same TypeError.
        try:
            # The last thread to arrive gets its index inverted if it has to run the action first.
            index = _threadbox.barrier_wait(self, timeout, self._action is not None)
            if index >= 0:
                return index
            self._action()
            _threadbox.barrier_open(self)
        except:
            _threadbox.barrier_fail(self)  # Breaks the barrier if this thread was running the action.
            raise
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

    def __repr__(self):
        if self.broken:
            return f"<{_at(self)}: broken>"
        return f"<{_at(self)}: waiters={self.n_waiting}/{self.parties}>"


class _MainThread(Thread):
    def __init__(self):
        self._stderr = _reports.stream("stderr")
        _threadbox.main_thread_init(self)
        self._initialized = True


_main_thread = _MainThread()


def main_thread():
    return _main_thread


class _DummyThread(Thread):
    # A thread of _thread.start_new_thread. It is unknown to threading, and unnamed, until it calls current_thread().
    _started_by_program = False

    def __init__(self, function, args, kwargs):
        super().__init__(target=function, name="Dummy", args=args, kwargs=kwargs, daemon=True)

    def _bootstrap(self):
        function = self._target
        try:
            self.run()
        except SystemExit:
            pass
        except BaseException as error:
            _threadbox.thread_died(self, error)
            _reports.report_unraisable(error, f"Exception ignored in thread started by {function!r}")

    def join(self, timeout=None):
        raise RuntimeError("cannot join a dummy thread")


class _ConsoleThread(_DummyThread):
    def __init__(self):
        self._stderr = _reports.stream("stderr")
        _threadbox.console_thread_init(self)
        self._initialized = True


_ConsoleThread.__name__ = _ConsoleThread.__qualname__ = "_DummyThread"
_consoles = []  # The Thread objects of the Console's threads, each made when a statement calls current_thread().


def _start(function, args, kwargs):
    thread = _DummyThread(function, args, kwargs)
    thread.start()
    return thread.ident


def _make_joinable(function, daemon):
    thread = _DummyThread(function, (), {})
    thread.daemon = daemon
    return thread


_thread._start, _thread._make_joinable = _start, _make_joinable


def current_thread():
    thread = _threadbox.current_thread()
    if thread is None:
        thread = _ConsoleThread()
        thread._started_by_program = True
        _consoles.append(thread)
    elif not thread._started_by_program:
        thread.name = _threadbox.next_dummy_name()
        thread._started_by_program = True
    return thread


def enumerate():
    threads = [thread for thread in _threadbox.enumerate() if thread._started_by_program]
    _consoles[:] = [console for console in _consoles if console.is_alive()]
    return threads + _consoles


def active_count():
    return len(enumerate())


_before_join = []
_shutting_down = False


def _register_atexit(func, *args, **kwargs):
    if _shutting_down:
        raise RuntimeError("can't register atexit after shutdown")
    _before_join.append((func, args, kwargs))


def _shutdown():
    # Called by the run once the main module has ended. Returns whether the run then joins the remaining threads.
    global _shutting_down
    _shutting_down = True
    try:
        while _before_join:
            func, args, kwargs = _before_join.pop()
            func(*args, **kwargs)
    except BaseException as error:
        _reports.report_unraisable(error, "Exception ignored on threading shutdown")
        return False
    return True


def gettrace():
    return None


def getprofile():
    return None


def settrace(func):
    if func is not None:
        raise NotImplementedError("Threadbox calls no trace functions: pause the run and step its threads instead")


setprofile = settrace_all_threads = setprofile_all_threads = settrace


def currentThread():
    warnings.warn("currentThread() is deprecated, use current_thread() instead", DeprecationWarning, stacklevel=2)
    return current_thread()


def activeCount():
    warnings.warn("activeCount() is deprecated, use active_count() instead", DeprecationWarning, stacklevel=2)
    return active_count()


__all__ = [
    "get_ident", "active_count", "Condition", "current_thread", "enumerate", "main_thread", "TIMEOUT_MAX", "Event", "Lock",
    "RLock", "Semaphore", "BoundedSemaphore", "Thread", "Barrier", "BrokenBarrierError", "Timer", "ThreadError", "setprofile",
    "settrace", "local", "stack_size", "excepthook", "ExceptHookArgs", "gettrace", "getprofile", "setprofile_all_threads",
    "settrace_all_threads", "get_native_id",
]
