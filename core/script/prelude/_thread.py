# Python's _thread module. threading is built on it. start_new_thread in turn uses threading's Thread objects,
# by which the runner starts threads.

import _threadbox
from _machine import in_c
from _threadbox import TIMEOUT_MAX, get_ident, interrupt_main, lock

LockType = lock
allocate_lock = allocate = lock
error = RuntimeError


@in_c
class RLock:
    def __init__(self):
        _threadbox.rlock_init(self)

    acquire = _threadbox.rlock_acquire
    __enter__ = _threadbox.rlock_acquire
    release = _threadbox.rlock_release
    __exit__ = _threadbox.rlock_exit
    _is_owned = _threadbox.rlock_is_owned
    _recursion_count = _threadbox.rlock_recursion_count

    def _release_save(self):
        count = self._recursion_count()
        if count == 0:
            raise RuntimeError("cannot release un-acquired lock")
        for _ in range(count):
            self.release()
        return count, get_ident()

    def _acquire_restore(self, state, /):
        for _ in range(state[0]):
            self.acquire()

    def __repr__(self):
        return f"<{_threadbox.rlock_text(self)} at {id(self):#x}>"


@in_c
class _local:
    # Attributes are those of the calling thread. A subclass's __init__ runs once in each thread, at its first access.
    def __new__(cls, /, *args, **kw):
        if (args or kw) and cls.__init__ is object.__init__:
            raise TypeError("Initialization arguments are not supported")
        made = object.__new__(cls)
        _threadbox.local_init(made, (args, kw))
        return made

    def __getattribute__(self, name):
        first = _threadbox.local_first_use(self)
        if first is not None:
            type(self).__init__(self, *first[0], **first[1])
        return _threadbox.local_get(self, name)

    def __setattr__(self, name, value):
        first = _threadbox.local_first_use(self)
        if first is not None:
            type(self).__init__(self, *first[0], **first[1])
        if name == "__dict__":
            name = "_thread._local" if type(self) is _local else type(self).__name__
            raise AttributeError(f"'{name}' object attribute '__dict__' is read-only")
        _threadbox.local_set(self, name, value)

    def __delattr__(self, name):
        first = _threadbox.local_first_use(self)
        if first is not None:
            type(self).__init__(self, *first[0], **first[1])
        _threadbox.local_delete(self, name)


@in_c
def get_native_id():
    return get_ident()


@in_c
def exit():
    raise SystemExit


exit_thread = exit


_sizes = [0]  # stack_size() only returns the size that was set: frames are not on the native stack.


@in_c
def stack_size(*sizes):
    if len(sizes) > 1:
        raise TypeError(f"stack_size() takes at most 1 argument ({len(sizes)} given)")
    size = sizes[0] if sizes else 0
    if not isinstance(size, int):
        if not hasattr(type(size), "__index__"):
            raise TypeError(f"'{type(size).__name__}' object cannot be interpreted as an integer")
        size = size.__index__()
    size = int(size)
    if not -2 ** 63 <= size < 2 ** 63:
        raise OverflowError("Python int too large to convert to C ssize_t")
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    before, _sizes[0] = _sizes[0], size
    return before


@in_c
def _count():
    return len([thread for thread in _threadbox.enumerate() if thread.ident != _get_main_thread_ident()])


@in_c
def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    return _start(function, args, kwargs)


start_new = start_new_thread


@in_c
class _ThreadHandle:
    # What start_joinable_thread() returns: a thread of which threading knows nothing.
    def __init__(self):
        self._thread, self._done = None, False

    def _started(self):
        if self._thread is None:
            raise RuntimeError("thread not started")
        return self._thread

    @property
    def ident(self):
        return 0 if self._thread is None else self._thread.ident

    def is_done(self):
        return self._done or self._thread is not None and not self._thread.is_alive()

    def _set_done(self):
        self._started()
        self._done = True

    def join(self, timeout=None, /):
        thread = self._started()
        if self._done:
            return
        if thread.ident == get_ident():
            raise RuntimeError("Cannot join current thread")
        _threadbox.thread_join(thread, timeout if timeout is None or timeout >= 0 else None)

    def __repr__(self):
        return f"<_thread._ThreadHandle object: ident={self.ident}>"


@in_c
def start_joinable_thread(function, handle=None, daemon=True):
    if not callable(function):
        raise TypeError("thread function must be callable")
    if handle is None:
        handle = _ThreadHandle()
    elif not isinstance(handle, _ThreadHandle):
        raise TypeError("'handle' must be a _ThreadHandle")
    if handle._thread is not None:
        raise RuntimeError("thread already started")
    handle._thread = _make_joinable(function, daemon)
    handle._thread.start()
    return handle


@in_c
def daemon_threads_allowed():
    return True


@in_c
def _get_main_thread_ident():
    return 1


@in_c
def _is_main_interpreter():
    return True


del in_c  # `import *` takes every name without an underscore.
