# What the test cases of the module unittest are made of: exceptions, decorators, texts, and the contexts of assertions and subtests.

import warnings as _warnings

_max_length = 80


def _repr(value, short=False):
    try:
        text = repr(value)
    except Exception:
        text = object.__repr__(value)
    return text[:_max_length] + " [truncated]..." if short and len(text) >= _max_length else text


def _shortened(text, prefix, suffix):
    left = len(text) - prefix - suffix
    return f"{text[:prefix]}[{left} chars]{text[len(text) - suffix:]}" if left > 12 else text


def _both(*values):
    """The two values as text, shortened where they are long and equal."""
    texts = [_repr(value) for value in values]
    longest = max(map(len, texts))
    if longest <= _max_length:
        return tuple(texts)
    common = 0
    while common < min(map(len, texts)) and texts[0][common] == texts[1][common]:
        common += 1
    end = _max_length - (longest - common + 17)
    if end > 5:
        prefix = _shortened(texts[0][:common], 5, end)
        return tuple([prefix + text[common:] for text in texts])
    prefix = _shortened(texts[0][:common], 5, 5)
    return tuple([prefix + _shortened(text[common:], 41, 5) for text in texts])


class SkipTest(Exception):
    __module__ = "unittest.case"


class _ShouldStop(Exception):
    pass


def skip(reason):
    def decorated(item):
        if not isinstance(item, type):
            def skipped(*arguments, **keywords):
                raise SkipTest(reason)
            skipped.__name__, skipped.__doc__, skipped.__qualname__ = item.__name__, item.__doc__, item.__qualname__
            item = skipped
        item.__unittest_skip__ = True
        item.__unittest_skip_why__ = reason
        return item
    if callable(reason) and not isinstance(reason, str):
        item, reason = reason, ""
        return decorated(item)
    return decorated


def skipIf(condition, reason):
    return skip(reason) if condition else lambda item: item


def skipUnless(condition, reason):
    return lambda item: item if condition else skip(reason)(item)


def expectedFailure(item):
    item.__unittest_expecting_failure__ = True
    return item


def _matches_text(pattern, text):
    """Whether a regular expression is found; one without special characters is searched for as it is."""
    if hasattr(pattern, "search"):
        return pattern.search(text) is not None
    if not any(c in pattern for c in "\\^$.|?*+()[]{}"):
        return pattern in text
    import re
    return re.search(pattern, text) is not None


class _Raises:
    """assertRaises() and assertWarns() as context managers."""

    def __init__(self, expected, case, pattern=None):
        if not all(isinstance(one, type) and issubclass(one, BaseException)
                   for one in (expected if isinstance(expected, tuple) else (expected,))):
            raise TypeError("assertRaises() arg 1 must be an exception type or tuple of exception types")
        self.expected, self.test_case, self.pattern = expected, case, pattern
        self.msg = self.name = None

    def handle(self, args, kwargs):
        if not args:
            self.msg = kwargs.pop("msg", None)
            if kwargs:
                raise TypeError(f"{next(iter(kwargs))!r} is an invalid keyword argument for this function")
            return self
        function, *rest = args
        self.name = getattr(function, "__name__", str(function))
        with self:
            function(*rest, **kwargs)

    def _fail(self, message):
        raise self.test_case.failureException(self.test_case._formatMessage(self.msg, message))

    def __enter__(self):
        return self

    def __exit__(self, kind, value, tb):
        if kind is None:
            name = getattr(self.expected, "__name__", str(self.expected))
            self._fail(f"{name} not raised by {self.name}" if self.name else f"{name} not raised")
        if not issubclass(kind, self.expected):
            return False
        self.exception = value.with_traceback(None)
        if self.pattern is not None and not _matches_text(self.pattern, str(value)):
            shown = getattr(self.pattern, "pattern", self.pattern)
            self._fail(f'"{shown}" does not match "{value}"')
        return True


class _Warns(_Raises):
    def __enter__(self):
        self._manager = _warnings.catch_warnings(record=True)
        self.warnings = self._manager.__enter__()
        _warnings.simplefilter("always", self.expected)
        return self

    def __exit__(self, kind, value, tb):
        self._manager.__exit__(kind, value, tb)
        if kind is not None:
            return
        name = getattr(self.expected, "__name__", str(self.expected))
        first = None
        for caught in self.warnings:
            if not isinstance(caught.message, self.expected):
                continue
            first = first or caught.message
            if self.pattern is not None and not _matches_text(self.pattern, str(caught.message)):
                continue
            self.warning, self.filename, self.lineno = caught.message, caught.filename, caught.lineno
            return
        if first is not None:
            shown = getattr(self.pattern, "pattern", self.pattern)
            self._fail(f'"{shown}" does not match "{first}"')
        self._fail(f"{name} not triggered by {self.name}" if self.name else f"{name} not triggered")


class _Logs:
    def __init__(self, case, logger, level, none):
        import logging
        self._logging, self.case, self.none = logging, case, none
        self.logger = logger if isinstance(logger, logging.Logger) else logging.getLogger(logger)
        self.level = logging.getLevelName(level) if isinstance(level, str) else level or logging.INFO

    def __enter__(self):
        outer = self

        class Capture(self._logging.Handler):
            def emit(self, record):
                outer.records.append(record)
                outer.output.append(self.format(record))

        self.records, self.output = [], []
        handler = Capture()
        handler.setFormatter(self._logging.Formatter("%(levelname)s:%(name)s:%(message)s"))
        handler.setLevel(self.level)
        self._before = self.logger.handlers[:], self.logger.level, self.logger.propagate
        self.logger.handlers = [handler]
        self.logger.setLevel(self.level)
        self.logger.propagate = False
        return None if self.none else self

    def __exit__(self, kind, value, tb):
        self.logger.handlers, level, self.logger.propagate = self._before
        self.logger.setLevel(level)
        if kind is not None:
            return False
        if self.none and self.records:
            self.case.fail(f"Unexpected logs found: {self.output!r}")
        if not self.none and not self.records:
            name = self._logging.getLevelName(self.level)
            self.case.fail(f"no logs of level {name} or higher triggered on {self.logger.name}")


class _SubTest:
    def __init__(self, case, message, params):
        self.test_case, self._message, self.params = case, message, params
        self.failureException = case.failureException

    def _description(self):
        parts = [] if self._message is _no_message else [f"[{self._message}]"]
        if self.params:
            parts.append(f"({', '.join([f'{name}={value!r}' for name, value in self.params.items()])})")
        return " ".join(parts) or "(<subtest>)"

    def id(self):
        return f"{self.test_case.id()} {self._description()}"

    def shortDescription(self):
        return self.test_case.shortDescription()

    def __str__(self):
        return f"{self.test_case} {self._description()}"


_no_message = object()


class _SubTestContext:
    def __init__(self, case, message, params):
        self.case, self.message, self.params = case, message, params

    def __enter__(self):
        case = self.case
        self.outer = case._params
        case._params = {**self.params, **{name: value for name, value in self.outer.items() if name not in self.params}}

    def __exit__(self, kind, value, tb):
        case = self.case
        sub = _SubTest(case, self.message, case._params)
        case._params = self.outer
        if kind is None:
            case._result.addSubTest(case, sub, None)
            return False
        if issubclass(kind, SkipTest):
            case._result.addSkip(sub, str(value))
            return True
        if issubclass(kind, (KeyboardInterrupt, _ShouldStop)) or case._expects_failure:
            return False
        case._failed = True
        case._result.addSubTest(case, sub, (kind, value, value.__traceback__))
        if case._result.failfast:
            raise _ShouldStop
        return True
