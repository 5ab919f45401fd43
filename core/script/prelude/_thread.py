# Python's _thread module. threading is built on it, and start_new_thread needs threading's threads: it gets them there.

import _threadbox
from _threadbox import TIMEOUT_MAX, get_ident, interrupt_main, lock

LockType = lock
allocate_lock = allocate = lock
error = RuntimeError


class RLock:
    def __init__(self):
        _threadbox.rlock_init(self)

    acquire = _threadbox.rlock_acquire
    __enter__ = _threadbox.rlock_acquire
    release = _threadbox.rlock_release
    __exit__ = _threadbox.rlock_exit
    _is_owned = _threadbox.rlock_is_owned
    _recursion_count = _threadbox.rlock_recursion_count

    def __repr__(self):
        return f"<{_threadbox.rlock_text(self)} at {id(self):#x}>"


def get_native_id():
    return get_ident()


def exit():
    raise SystemExit


exit_thread = exit


def stack_size(size=0, /):
    if size < 0:
        raise ValueError("size must be 0 or a positive value")
    if 0 < size < 32768:
        raise ValueError(f"size not valid: {size} bytes")
    return 0


def _count():
    return len([thread for thread in _threadbox.enumerate() if thread._started_by_program])


def start_new_thread(function, args, kwargs={}, /):
    if not callable(function):
        raise TypeError("first arg must be callable")
    if not isinstance(args, tuple):
        raise TypeError("2nd arg must be a tuple")
    if not isinstance(kwargs, dict):
        raise TypeError("optional 3rd arg must be a dictionary")
    return _start(function, args, kwargs)


start_new = start_new_thread
