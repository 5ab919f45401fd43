# Stands in for CPython's test.support.threading_helper.

import _thread
import contextlib
import functools
import threading
import time

from test import support

can_start_thread = True


def threading_setup():
    return (threading.active_count(),)


def threading_cleanup(*before):
    for _ in support.sleeping_retry(1.0, error=False):
        if threading.active_count() <= before[0]:
            return


def reap_threads(test):
    @functools.wraps(test)
    def run(*args):
        before = threading_setup()
        try:
            return test(*args)
        finally:
            threading_cleanup(*before)
    return run


@contextlib.contextmanager
def wait_threads_exit(timeout=None):
    before = _thread._count()
    yield
    for _ in support.sleeping_retry(support.SHORT_TIMEOUT if timeout is None else timeout, "threads are still alive"):
        if _thread._count() <= before:
            break


def join_thread(thread, timeout=None):
    thread.join(support.SHORT_TIMEOUT if timeout is None else timeout)
    if thread.is_alive():
        raise AssertionError("the thread is still alive")


@contextlib.contextmanager
def start_threads(threads, unlock=None):
    threads = list(threads)
    for thread in threads:
        thread.start()
    try:
        yield
    finally:
        if unlock:
            unlock()
        end = time.monotonic() + 60
        for thread in threads:
            thread.join(max(0.01, end - time.monotonic()))
        if any([thread.is_alive() for thread in threads]):
            raise AssertionError("threads are still alive")


class catch_threading_exception:
    def __enter__(self):
        self.exc_type = self.exc_value = self.exc_traceback = self.thread = None
        self._before = threading.excepthook
        threading.excepthook = self._hook
        return self

    def _hook(self, args):
        self.exc_type, self.exc_value, self.exc_traceback, self.thread = args.exc_type, args.exc_value, args.exc_traceback, args.thread

    def __exit__(self, *ignored):
        threading.excepthook = self._before
        del self.exc_type, self.exc_value, self.exc_traceback, self.thread


def requires_working_threading(*, module=False):
    return None if module else lambda test: test
