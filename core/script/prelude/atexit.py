# Python's atexit module. The run calls _run_exitfuncs once its non-daemon threads have ended.

import reports as _reports

_registered = []


def register(func, /, *args, **kwargs):
    if not callable(func):
        raise TypeError("the first argument must be callable")
    _registered.append((func, args, kwargs))
    return func


def unregister(func, /):
    _registered[:] = [entry for entry in _registered if entry[0] != func]


def _clear():
    _registered.clear()


def _ncallbacks():
    return len(_registered)


def _run_exitfuncs():
    # Functions that are registered meanwhile are not called, as in CPython.
    for entry in reversed(_registered[:]):
        if not any(entry is other for other in _registered):
            continue
        func, args, kwargs = entry
        try:
            func(*args, **kwargs)
        except BaseException as error:
            _reports.report_unraisable(error, f"Exception ignored in atexit callback {func!r}")
    _registered.clear()
