# Python's gc module. Objects are collected by themselves; the program does not see when. collect() calls, and counts, the __del__ of those
# to which nothing refers any more.

from reports import finalize_unreachable as _finalize_unreachable

__all__ = ["collect", "disable", "enable", "freeze", "get_count", "get_debug", "get_freeze_count", "get_stats", "get_threshold", "isenabled",
           "set_debug", "set_threshold", "unfreeze", "garbage", "callbacks"]

garbage = []
callbacks = []
_state = {"enabled": True, "threshold": (2000, 10, 0), "debug": 0}


def enable():
    _state["enabled"] = True


def disable():
    _state["enabled"] = False


def isenabled():
    return _state["enabled"]


def collect(generation=2):
    if not 0 <= generation <= 2:
        raise ValueError("invalid generation")
    count = 0
    for phase in ("start", "stop"):
        if phase == "stop":
            count = _finalize_unreachable()
        for callback in callbacks:
            callback(phase, {"generation": generation, "collected": count, "uncollectable": 0})
    return count


def get_threshold():
    return _state["threshold"]


def set_threshold(threshold0, threshold1=None, threshold2=None):
    kept = _state["threshold"]
    _state["threshold"] = (threshold0, kept[1] if threshold1 is None else threshold1, kept[2] if threshold2 is None else threshold2)


def get_count():
    return (0, 0, 0)


def get_stats():
    return [{"collections": 0, "collected": 0, "uncollectable": 0} for _ in range(3)]


def get_debug():
    return _state["debug"]


def set_debug(flags):
    _state["debug"] = flags


def freeze():
    pass


def unfreeze():
    pass


def get_freeze_count():
    return 0
