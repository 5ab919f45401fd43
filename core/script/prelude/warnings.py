# Python's warnings module, with the default filters of an interpreter that runs a script.

import _threadbox
import _warnings

__all__ = ["warn", "warn_explicit", "showwarning", "formatwarning", "filterwarnings", "simplefilter", "resetwarnings", "catch_warnings"]

# (action, message, category, module, line): the first match decides. DeprecationWarnings are shown for the program's own code only.
_default_filters = [
    ("default", None, DeprecationWarning, "__main__", 0), ("ignore", None, DeprecationWarning, None, 0),
    ("ignore", None, PendingDeprecationWarning, None, 0), ("ignore", None, ImportWarning, None, 0), ("ignore", None, ResourceWarning, None, 0),
]
filters = list(_default_filters)
_actions = ("error", "ignore", "always", "all", "default", "module", "once")
_told = {}  # The warnings that have been shown, by module; cleared when the filters change.


class WarningMessage:
    def __init__(self, message, category, filename, lineno, file=None, line=None, source=None):
        self.message, self.category, self.filename, self.lineno = message, category, filename, lineno
        self.file, self.line, self.source = file, line, source
        self._category_name = category.__name__ if category else None

    def __str__(self):
        return (f"{{message : {self.message!r}, category : {self._category_name!r}, filename : {self.filename!r}, "
                f"lineno : {self.lineno}, line : {self.line!r}}}")


def formatwarning(message, category, filename, lineno, line=None):
    text = f"{filename}:{lineno}: {category.__name__}: {message}\n"
    line = (_warnings.source_line(filename, lineno) if line is None else line).strip()
    return text + f"  {line}\n" if line else text


def showwarning(message, category, filename, lineno, file=None, line=None):
    file = _warnings.error_file() if file is None else file
    text = formatwarning(message, category, filename, lineno, line)
    if file is None:
        _threadbox.write_error(text)
    else:
        try:
            file.write(text)
        except OSError:
            pass


_own_showwarning = showwarning
_log = None  # The list of a catch_warnings(record=True).


def _show(message):
    if showwarning is not _own_showwarning:
        showwarning(message.message, message.category, message.filename, message.lineno, message.file, message.line)
    elif _log is not None:
        _log.append(message)
    else:
        _own_showwarning(message.message, message.category, message.filename, message.lineno, message.file, message.line)


def _add_filter(item, append):
    if append:
        if item not in filters:
            filters.append(item)
    else:
        if item in filters:
            filters.remove(item)
        filters.insert(0, item)
    _told.clear()


def _check(action, category, lineno):
    if action not in _actions:
        raise ValueError(f"invalid action: {action!r}")
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    if not isinstance(lineno, int):
        raise TypeError("lineno must be an int")
    if lineno < 0:
        raise ValueError("lineno must be an int >= 0")


def filterwarnings(action, message="", category=Warning, module="", lineno=0, append=False):
    _check(action, category, lineno)
    for pattern in (message, module):
        if any([sign in pattern.removeprefix(".*").removesuffix(".*") for sign in "\\^$*+?{}[]|()"]):
            raise NotImplementedError(f"Threadbox has no regular expressions: it cannot look for {pattern!r} in a warning")
    _add_filter((action, message or None, category, module or None, lineno), append)


def simplefilter(action, category=Warning, lineno=0, append=False):
    _check(action, category, lineno)
    _add_filter((action, None, category, None, lineno), append)


def resetwarnings():
    filters.clear()
    _told.clear()


def _fits(pattern, text):
    if pattern is None:
        return True
    pattern, text = pattern.removesuffix(".*").lower(), text.lower()
    if pattern.startswith(".*"):
        return pattern.removeprefix(".*") in text
    return len(text) >= len(pattern) and all([a == b or a == "." for a, b in zip(pattern, text)])


def _action(text, category, module, lineno):
    for action, message, wanted, where, line in filters:
        if issubclass(category, wanted) and line in (0, lineno) and _fits(message, text) and (where is None or _fits(where, module)):
            return action
    return "default"


def warn(message, category=None, stacklevel=1, source=None, *, skip_file_prefixes=()):
    if isinstance(message, Warning):
        category = message.__class__
    elif category is None:
        category = UserWarning
    if not isinstance(category, type) or not issubclass(category, Warning):
        raise TypeError(f"category must be a Warning subclass, not '{type(category).__name__}'")
    filename, lineno, module = _warnings.caller(stacklevel)
    warn_explicit(message, category, filename, lineno, module, _told.setdefault(module, {}), None, source)


def warn_explicit(message, category, filename, lineno, module=None, registry=None, module_globals=None, source=None):
    module = module or (filename or "<unknown>").removesuffix(".py")
    registry = {} if registry is None else registry
    text = str(message)
    if isinstance(message, Warning):
        category = message.__class__
    else:
        message = category(message)
    key = (text, category, lineno)
    if key in registry:
        return
    action = _action(text, category, module, lineno)
    if action == "ignore":
        return
    if action == "error":
        raise message
    if action == "once":
        registry, key = _told.setdefault("", {}), (text, category)
    elif action == "module":
        key = (text, category, 0)
    if action not in ("always", "all"):
        # Of threads that warn at the same time, one shows the warning.
        mine = object()
        if registry.setdefault(key, mine) is not mine:
            return
        registry[key] = True
    _show(WarningMessage(message, category, filename, lineno, source=source))


class catch_warnings:
    def __init__(self, *, record=False, module=None, action=None, category=Warning, lineno=0, append=False):
        self._record, self._filter, self._entered = record, (action, category, lineno, append), False

    def __repr__(self):
        return f"catch_warnings({'record=True' if self._record else ''})"

    def __enter__(self):
        global _log, showwarning
        if self._entered:
            raise RuntimeError(f"Cannot enter {self!r} twice")
        self._entered = True
        self._before = list(filters), showwarning, _log
        _told.clear()
        if self._record:
            _log, showwarning = [], _own_showwarning
        if self._filter[0] is not None:
            simplefilter(*self._filter)
        return _log if self._record else None

    def __exit__(self, *exc_info):
        global _log, showwarning
        if not self._entered:
            raise RuntimeError(f"Cannot exit {self!r} without entering first")
        before, showwarning, _log = self._before
        filters[:] = before
        _told.clear()
