# Stands in for CPython's test.support: what the tests use of it, written for a run that has no process, no descriptors and no interpreter in C.

import contextlib
import functools
import gc
import io
import sys
import time
import types
import unittest

verbose = 0
failfast = False
environment_altered = False
SHORT_TIMEOUT, LONG_TIMEOUT, LOOPBACK_TIMEOUT = 30.0, 300.0, 10.0
MAX_Py_ssize_t = sys.maxsize
_1G, _2G, _4G = 1 << 30, 1 << 31, 1 << 32
MS_WINDOWS = is_jython = is_android = is_emscripten = is_wasi = is_apple = False
has_fork_support = has_subprocess_support = has_socket_support = False
has_strftime_extensions = True
HAVE_ASAN_FORK_BUG = Py_DEBUG = Py_TRACE_REFS = Py_GIL_DISABLED = PGO = False
HAVE_DOCSTRINGS, MISSING_C_DOCSTRINGS = False, True
NHASHBITS = 64


class Error(Exception):
    pass


class TestFailed(Error):
    pass


# --- tests that do not apply. Their reasons begin with "threadbox: ", and are told in docs/conformance.md.


def _left_out(reason):
    return unittest.skip("threadbox: " + reason)


def _leave_out(reason):
    raise unittest.SkipTest("threadbox: " + reason)


def cpython_only(test):
    return _left_out("CPython marks it as a detail of its implementation")(test)


def impl_detail(msg=None, **guards):
    if check_impl_detail(**guards):
        return lambda test: test
    return _left_out("CPython marks it as a detail of its implementation")


def check_impl_detail(**guards):
    if not guards or True in guards.values():
        return guards.get("threadbox", False)
    return guards.get("threadbox", True)


def refcount_test(test):
    return _left_out("it counts references")(test)


def requires_subprocess():
    return _left_out("it starts a process")


def requires_fork():
    return _left_out("it starts a process")


def requires_working_socket(*, module=False):
    return _leave_out("it uses sockets") if module else _left_out("it uses sockets")


def requires_mac_ver(*version):
    return lambda test: test


def requires_zlib(reason=None):
    return _left_out("it uses zlib")


def requires_docstrings(test):
    return _left_out("it reads docstrings of functions in C")(test)


def requires_gil_enabled(msg=None):
    return lambda test: test


def requires_IEEE_754(test):
    return test


def requires_resource(resource):
    return lambda test: test if is_resource_enabled(resource) else _left_out(f"it takes much {resource}")(test)


def is_resource_enabled(resource):
    return resource not in ("cpu", "largefile", "walltime", "network", "tzdata")


def requires(resource, msg=None):
    if not is_resource_enabled(resource):
        _leave_out(f"it takes much {resource}")


def bigmemtest(size, memuse, dry_run=True):
    return lambda test: _left_out("it takes gigabytes of memory")(test)


def bigaddrspacetest(test):
    return _left_out("it takes gigabytes of memory")(test)


def skip_if_pgo_task(test):
    return test


def skip_if_buggy_ucrt_strfptime(test):
    return test


def skip_on_s390x(test):
    return test


def skip_if_broken_multiprocessing_synchronize():
    _leave_out("it starts a process")


def no_tracing(test):
    return test


def force_not_colorized(test):
    return test


def suppress_immortalization(suppress=True):
    return contextlib.nullcontext()


def check_sizeof(test, o, size):
    _leave_out("it measures CPython's objects")


def calcobjsize(fmt):
    _leave_out("it measures CPython's objects")


calcvobjsize = calcobjsize


def check_disallow_instantiation(test, tp, *args, **kwds):
    with test.assertRaisesRegex(TypeError, f"cannot create '[\\w.]*{tp.__name__}' instances"):
        tp(*args, **kwds)


def check_free_after_iterating(test, iter, cls, args=()):
    _leave_out("it watches when an object is freed")


def run_in_subinterp(code):
    _leave_out("it makes a subinterpreter")


def run_in_subinterp_with_config(code, **config):
    _leave_out("it makes a subinterpreter")


def check_sanitizer(**kinds):
    return False


def findfile(filename, subdir=None):
    _leave_out("it reads a file of CPython's tests")


def wait_process(pid, *, exitcode, timeout=None):
    _leave_out("it starts a process")


def reap_children():
    pass


def get_attribute(obj, name):
    if not hasattr(obj, name):
        raise unittest.SkipTest(f"{obj!r} has no {name}")
    return getattr(obj, name)


def maybe_get_event_loop_policy():
    return None


# --- helpers


def gc_collect():
    gc.collect()


@contextlib.contextmanager
def disable_gc():
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


@contextlib.contextmanager
def captured_output(stream_name):
    before = getattr(sys, stream_name)
    setattr(sys, stream_name, io.StringIO())
    try:
        yield getattr(sys, stream_name)
    finally:
        setattr(sys, stream_name, before)


def captured_stdout():
    return captured_output("stdout")


def captured_stderr():
    return captured_output("stderr")


def captured_stdin():
    return captured_output("stdin")


@contextlib.contextmanager
def swap_attr(obj, attr, new):
    had, before = hasattr(obj, attr), getattr(obj, attr, None)
    setattr(obj, attr, new)
    try:
        yield before
    finally:
        setattr(obj, attr, before) if had else delattr(obj, attr)


@contextlib.contextmanager
def swap_item(obj, item, new):
    had = item in obj
    before = obj[item] if had else None
    obj[item] = new
    try:
        yield before
    finally:
        if had:
            obj[item] = before
        elif item in obj:
            del obj[item]


def patch(test, obj, name, value):
    before = getattr(obj, name)
    test.addCleanup(setattr, obj, name, before)
    setattr(obj, name, value)


def run_code(code):
    names = {}
    exec(code, names)
    return names


def check_syntax_error(test, statement, errtext="", *, lineno=None, offset=None):
    with test.assertRaisesRegex(SyntaxError, errtext) as caught:
        compile(statement, "<test string>", "exec")
    error = caught.exception
    test.assertIsNotNone(error.lineno)
    test.assertIsNotNone(error.offset)
    if lineno is not None:
        test.assertEqual(error.lineno, lineno)
    if offset is not None:
        test.assertEqual(error.offset, offset)


class run_with_locale(contextlib.ContextDecorator):
    """There is one locale."""

    def __init__(self, category, *locales):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        pass


def run_with_tz(tz):
    return _left_out("it sets the zone of the process")


def setswitchinterval(interval):
    sys.setswitchinterval(interval)


@contextlib.contextmanager
def adjust_int_max_str_digits(digits):
    before = sys.get_int_max_str_digits()
    sys.set_int_max_str_digits(digits)
    try:
        yield
    finally:
        sys.set_int_max_str_digits(before)


@contextlib.contextmanager
def infinite_recursion(max_depth=None):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max_depth or 200)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextlib.contextmanager
def set_recursion_limit(limit):
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(limit)
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


def get_c_recursion_limit():
    return 10000


def exceeds_recursion_limit():
    return 30000


class SuppressCrashReport:
    def __enter__(self):
        return self

    def __exit__(self, *ignored):
        pass


class CPUStopwatch:
    def __enter__(self):
        self.start_time = time.perf_counter()
        self.clock_info = time.get_clock_info("perf_counter")
        return self

    def __exit__(self, *ignored):
        self.seconds = time.perf_counter() - self.start_time


def busy_retry(timeout, err_msg=None, /, *, error=True):
    end = time.monotonic() + timeout
    while True:
        yield
        if time.monotonic() >= end:
            break
    if error:
        raise AssertionError(f"timeout ({timeout:.1f} seconds)" + (f": {err_msg}" if err_msg else ""))


def sleeping_retry(timeout, err_msg=None, /, *, init_delay=0.01, max_delay=1.0, error=True):
    delay = init_delay
    for _ in busy_retry(timeout, err_msg, error=error):
        yield
        time.sleep(delay)
        delay = min(delay * 2, max_delay)


def check__all__(test, module, name_of_module=None, extra=(), not_exported=()):
    names = (module.__name__,) if name_of_module is None else name_of_module
    names = (names,) if isinstance(names, str) else names
    expected = set(extra)
    for name in dir(module):
        if name.startswith("_") or name in not_exported:
            continue
        one = getattr(module, name)
        if getattr(one, "__module__", None) in names or (not hasattr(one, "__module__") and not isinstance(one, types.ModuleType)):
            expected.add(name)
    test.assertCountEqual(module.__all__, expected)


class catch_unraisable_exception:
    def __enter__(self):
        self.unraisable, self._before = None, sys.unraisablehook
        sys.unraisablehook = self._hook
        return self

    def _hook(self, unraisable):
        self.unraisable = unraisable

    def __exit__(self, *ignored):
        sys.unraisablehook = self._before
        del self.unraisable


# --- objects with a special order


class _AlwaysEqual:
    def __eq__(self, other):
        return True

    def __ne__(self, other):
        return False


class _NeverEqual:
    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    def __hash__(self):
        return 1


class _Extreme:
    def __init__(self, is_largest):
        self.is_largest = is_largest

    def __eq__(self, other):
        return self is other

    def __lt__(self, other):
        return not self.is_largest and self is not other

    def __gt__(self, other):
        return self.is_largest and self is not other

    def __le__(self, other):
        return not self.is_largest or self is other

    def __ge__(self, other):
        return self.is_largest or self is other


ALWAYS_EQ, NEVER_EQ = _AlwaysEqual(), _NeverEqual()
LARGEST, SMALLEST = _Extreme(True), _Extreme(False)


class BrokenIter:
    def __init__(self, init_raises=False, next_raises=False, iter_raises=False):
        self.next_raises, self.iter_raises = next_raises, iter_raises
        if init_raises:
            1 / 0

    def __next__(self):
        if self.next_raises:
            1 / 0

    def __iter__(self):
        if self.iter_raises:
            1 / 0
        return self


class Matcher:
    _partial_matches = ("msg", "message")

    def matches(self, d, **expected):
        return all([self.match_value(name, d.get(name), value) for name, value in expected.items()])

    def match_value(self, name, found, expected):
        if type(found) is not type(expected):
            return False
        return expected in found if isinstance(found, str) and name in self._partial_matches else found == expected
