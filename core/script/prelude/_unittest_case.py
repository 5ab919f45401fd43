# The test cases of the module unittest, and their assertions.

import pprint as _pprint
import time as _time
import warnings as _warnings
from _ndiff import ndiff as _ndiff
from _unittest_contexts import (
    SkipTest, _Logs, _Raises, _ShouldStop, _SubTestContext, _Warns, _both, _matches_text, _no_message, _repr,
)


_module_cleanups = []


def _enter(cm, add_cleanup):
    cls = type(cm)
    if not hasattr(cls, "__enter__") or not hasattr(cls, "__exit__"):
        raise TypeError(f"'{cls.__module__}.{cls.__qualname__}' object does not support the context manager protocol") from None
    value = cm.__enter__()
    add_cleanup(cm.__exit__, None, None, None)
    return value


def addModuleCleanup(function, /, *args, **kwargs):
    _module_cleanups.append((function, args, kwargs))


def enterModuleContext(cm):
    return _enter(cm, addModuleCleanup)


def doModuleCleanups():
    errors = []
    while _module_cleanups:
        function, args, kwargs = _module_cleanups.pop()
        try:
            function(*args, **kwargs)
        except Exception as error:
            errors.append(error)
    if errors:
        raise errors[0]


for _function in (addModuleCleanup, enterModuleContext, doModuleCleanups):
    _function.__module__ = "unittest.case"


class TestCase:
    __module__ = "unittest.case"
    failureException = AssertionError
    longMessage = True
    maxDiff = 80 * 8
    _diffThreshold = 2 ** 16
    _class_cleanups = []

    def __init_subclass__(cls, *args, **kwargs):
        cls._class_cleanups = []
        super().__init_subclass__(*args, **kwargs)

    def __init__(self, methodName="runTest"):
        self._testMethodName = methodName
        method = getattr(self, methodName, None)
        if method is None and methodName != "runTest":
            raise ValueError(f"no such test method in {self.__class__}: {methodName}")
        self._testMethodDoc = "No test" if method is None else method.__doc__
        self._cleanups, self._params, self._failed, self._expects_failure = [], {}, False, False
        self._equalities = {dict: "assertDictEqual", list: "assertListEqual", tuple: "assertTupleEqual", set: "assertSetEqual",
                            frozenset: "assertSetEqual", str: "assertMultiLineEqual"}

    def addTypeEqualityFunc(self, typeobj, function):
        self._equalities[typeobj] = function

    def addCleanup(self, function, /, *args, **kwargs):
        self._cleanups.append((function, args, kwargs))

    def enterContext(self, cm):
        return _enter(cm, self.addCleanup)

    @classmethod
    def enterClassContext(cls, cm):
        return _enter(cm, cls.addClassCleanup)

    @classmethod
    def addClassCleanup(cls, function, /, *args, **kwargs):
        cls._class_cleanups.append((function, args, kwargs))

    @classmethod
    def doClassCleanups(cls):
        while cls._class_cleanups:
            function, args, kwargs = cls._class_cleanups.pop()
            function(*args, **kwargs)

    def setUp(self):
        pass

    def tearDown(self):
        pass

    @classmethod
    def setUpClass(cls):
        pass

    @classmethod
    def tearDownClass(cls):
        pass

    def countTestCases(self):
        return 1

    def defaultTestResult(self):
        import unittest
        return unittest.TestResult()

    def shortDescription(self):
        doc = self._testMethodDoc
        return doc.strip().split("\n")[0].strip() if doc else None

    def id(self):
        return f"{self.__class__.__module__}.{self.__class__.__qualname__}.{self._testMethodName}"

    def __eq__(self, other):
        return self._testMethodName == other._testMethodName if type(self) is type(other) else NotImplemented

    def __hash__(self):
        return hash((type(self), self._testMethodName))

    def __str__(self):
        return f"{self._testMethodName} ({self.id()})"

    def __repr__(self):
        return f"<{self.__class__.__module__}.{self.__class__.__qualname__} testMethod={self._testMethodName}>"

    def subTest(self, msg=_no_message, **params):
        return _SubTestContext(self, msg, params)

    def skipTest(self, reason):
        raise SkipTest(reason)

    def _attempt(self, function, *args, **kwargs):
        """Calls a part of the test and notes how it fails. Returns whether it did not."""
        try:
            function(*args, **kwargs)
            return True
        except KeyboardInterrupt:
            raise
        except SkipTest as reason:
            self._failed = True
            self._result.addSkip(self, str(reason))
        except _ShouldStop:
            self._failed = True
        except BaseException as error:
            self._failed = True
            err = type(error), error, error.__traceback__
            if self._expects_failure:
                self._expected = err
            elif isinstance(error, self.failureException):
                self._result.addFailure(self, err)
            else:
                self._result.addError(self, err)
        return False

    def run(self, result=None):
        started = result is None
        if started:
            result = self.defaultTestResult()
            result.startTestRun()
        self._result, self._failed, self._expected = result, False, None
        result.startTest(self)
        try:
            method = getattr(self, self._testMethodName)
            for item in (self.__class__, method):
                if getattr(item, "__unittest_skip__", False):
                    result.addSkip(self, getattr(item, "__unittest_skip_why__", ""))
                    return result
            self._expects_failure = getattr(self, "__unittest_expecting_failure__", False) or getattr(
                method, "__unittest_expecting_failure__", False)
            start = _time.perf_counter()
            expects, self._expects_failure = self._expects_failure, False
            if self._attempt(self.setUp):
                self._expects_failure = expects
                self._attempt(self._call_method, method)
                self._expects_failure = False
                self._attempt(self.tearDown)
            self.doCleanups()
            result.addDuration(self, _time.perf_counter() - start)
            if expects and self._expected is not None:
                result.addExpectedFailure(self, self._expected)
            elif not self._failed:
                (result.addUnexpectedSuccess if expects else result.addSuccess)(self)
            return result
        finally:
            result.stopTest(self)
            if started:
                result.stopTestRun()

    def _call_method(self, method):
        if method() is not None:
            _warnings.warn(f"It is deprecated to return a value that is not None from a test case ({method})", DeprecationWarning)

    def doCleanups(self):
        while self._cleanups:
            function, args, kwargs = self._cleanups.pop()
            self._attempt(function, *args, **kwargs)

    def __call__(self, *args, **kwds):
        return self.run(*args, **kwds)

    def debug(self):
        self.setUp()
        getattr(self, self._testMethodName)()
        self.tearDown()

    # --- assertions

    def fail(self, msg=None):
        raise self.failureException(msg)

    def _formatMessage(self, msg, standardMsg):
        if not self.longMessage:
            return msg or standardMsg
        return standardMsg if msg is None else f"{standardMsg} : {msg}"

    def _check(self, holds, message, msg):
        if not holds:
            raise self.failureException(self._formatMessage(msg, message()))

    def _truncateMessage(self, message, diff):
        if self.maxDiff is None or len(diff) <= self.maxDiff:
            return message + diff
        return f"{message}\nDiff is {len(diff)} characters long. Set self.maxDiff to None to see it."

    def assertTrue(self, expr, msg=None):
        self._check(expr, lambda: f"{_repr(expr)} is not true", msg)

    def assertFalse(self, expr, msg=None):
        self._check(not expr, lambda: f"{_repr(expr)} is not false", msg)

    def assertEqual(self, first, second, msg=None):
        function = self._equalities.get(type(first)) if type(first) is type(second) else None
        if function is None:
            function = self._baseAssertEqual
        elif isinstance(function, str):
            function = getattr(self, function)
        function(first, second, msg=msg)

    def _baseAssertEqual(self, first, second, msg=None):
        self._check(first == second, lambda: "%s != %s" % _both(first, second), msg)

    def assertNotEqual(self, first, second, msg=None):
        self._check(first != second, lambda: f"{_repr(first)} == {_repr(second)}", msg)

    def _is_close(self, first, second, places, delta):
        difference = abs(first - second)
        if delta is not None:
            return difference <= delta, f"within {_repr(delta)} delta", difference
        places = 7 if places is None else places
        return round(difference, places) == 0, f"within {places!r} places", difference

    def assertAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if first == second:
            return
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        close, how, difference = self._is_close(first, second, places, delta)
        self._check(close, lambda: f"{_repr(first)} != {_repr(second)} {how} ({_repr(difference)} difference)", msg)

    def assertNotAlmostEqual(self, first, second, places=None, msg=None, delta=None):
        if delta is not None and places is not None:
            raise TypeError("specify delta or places not both")
        close, how, difference = self._is_close(first, second, places, delta)
        shown = f" ({_repr(difference)} difference)" if delta is not None else ""
        self._check(first != second and not close, lambda: f"{_repr(first)} == {_repr(second)} {how}{shown}", msg)

    def assertSequenceEqual(self, seq1, seq2, msg=None, seq_type=None):
        name = "sequence" if seq_type is None else seq_type.__name__
        if seq_type is not None:
            for which, seq in (("First", seq1), ("Second", seq2)):
                if not isinstance(seq, seq_type):
                    raise self.failureException(f"{which} sequence is not a {name}: {_repr(seq)}")
        if seq1 == seq2:
            return
        text = "%ss differ: %s != %s\n" % (name.capitalize(), *_both(seq1, seq2))
        least = min(len(seq1), len(seq2))
        for at in range(least):
            if seq1[at] != seq2[at]:
                text += "\nFirst differing element %d:\n%s\n%s\n" % (at, *_both(seq1[at], seq2[at]))
                break
        else:
            if len(seq1) == len(seq2) and seq_type is None and type(seq1) != type(seq2):
                return
        if len(seq1) != len(seq2):
            which, longer = ("First", seq1) if len(seq1) > len(seq2) else ("Second", seq2)
            text += f"\n{which} {name} contains {len(longer) - least} additional elements.\n"
            text += f"First extra element {least}:\n{_repr(longer[least])}\n"
        diff = "\n" + "\n".join(_ndiff(_pprint.pformat(seq1).splitlines(), _pprint.pformat(seq2).splitlines()))
        self.fail(self._formatMessage(msg, self._truncateMessage(text, diff)))

    def assertListEqual(self, list1, list2, msg=None):
        self.assertSequenceEqual(list1, list2, msg, seq_type=list)

    def assertTupleEqual(self, tuple1, tuple2, msg=None):
        self.assertSequenceEqual(tuple1, tuple2, msg, seq_type=tuple)

    def assertSetEqual(self, set1, set2, msg=None):
        lines = []
        for which, only in (("first", set1 - set2), ("second", set2 - set1)):
            if only:
                lines.append(f"Items in the {which} set but not the {'second' if which == 'first' else 'first'}:")
                lines += [repr(item) for item in only]
        self._check(not lines, lambda: "\n".join(lines), msg)

    def assertDictEqual(self, d1, d2, msg=None):
        self.assertIsInstance(d1, dict, "First argument is not a dictionary")
        self.assertIsInstance(d2, dict, "Second argument is not a dictionary")
        if d1 != d2:
            diff = "\n" + "\n".join(_ndiff(_pprint.pformat(d1).splitlines(), _pprint.pformat(d2).splitlines()))
            self.fail(self._formatMessage(msg, self._truncateMessage("%s != %s" % _both(d1, d2), diff)))

    def assertMultiLineEqual(self, first, second, msg=None):
        self.assertIsInstance(first, str, "First argument is not a string")
        self.assertIsInstance(second, str, "Second argument is not a string")
        if first == second:
            return
        if len(first) > self._diffThreshold or len(second) > self._diffThreshold:
            self._baseAssertEqual(first, second, msg)
        ends = [text.endswith("\n") for text in (first, second) if text]
        texts = [text + "\n" if text and not all(ends) else text for text in (first, second)]
        diff = "\n" + "".join(_ndiff(*[text.splitlines(keepends=True) for text in texts]))
        self.fail(self._formatMessage(msg, self._truncateMessage("%s != %s" % _both(first, second), diff)))

    def assertCountEqual(self, first, second, msg=None):
        first, second = list(first), list(second)
        lines, seen = [], []
        for item in first + second:
            if item in seen:
                continue
            seen.append(item)
            counts = first.count(item), second.count(item)
            if counts[0] != counts[1]:
                lines.append("First has %d, Second has %d:  %r" % (*counts, item))
        if lines:
            self.fail(self._formatMessage(msg, self._truncateMessage("Element counts were not equal:\n", "\n".join(lines))))

    def assertIn(self, member, container, msg=None):
        self._check(member in container, lambda: f"{_repr(member)} not found in {_repr(container)}", msg)

    def assertNotIn(self, member, container, msg=None):
        self._check(member not in container, lambda: f"{_repr(member)} unexpectedly found in {_repr(container)}", msg)

    def assertIs(self, expr1, expr2, msg=None):
        self._check(expr1 is expr2, lambda: f"{_repr(expr1)} is not {_repr(expr2)}", msg)

    def assertIsNot(self, expr1, expr2, msg=None):
        self._check(expr1 is not expr2, lambda: f"unexpectedly identical: {_repr(expr1)}", msg)

    def assertLess(self, a, b, msg=None):
        self._check(a < b, lambda: f"{_repr(a)} not less than {_repr(b)}", msg)

    def assertLessEqual(self, a, b, msg=None):
        self._check(a <= b, lambda: f"{_repr(a)} not less than or equal to {_repr(b)}", msg)

    def assertGreater(self, a, b, msg=None):
        self._check(a > b, lambda: f"{_repr(a)} not greater than {_repr(b)}", msg)

    def assertGreaterEqual(self, a, b, msg=None):
        self._check(a >= b, lambda: f"{_repr(a)} not greater than or equal to {_repr(b)}", msg)

    def assertIsNone(self, obj, msg=None):
        self._check(obj is None, lambda: f"{_repr(obj)} is not None", msg)

    def assertIsNotNone(self, obj, msg=None):
        self._check(obj is not None, lambda: "unexpectedly None", msg)

    def assertIsInstance(self, obj, cls, msg=None):
        self._check(isinstance(obj, cls), lambda: f"{_repr(obj)} is not an instance of {cls!r}", msg)

    def assertNotIsInstance(self, obj, cls, msg=None):
        self._check(not isinstance(obj, cls), lambda: f"{_repr(obj)} is an instance of {cls!r}", msg)

    def assertRaises(self, expected_exception, *args, **kwargs):
        return _Raises(expected_exception, self).handle(args, kwargs)

    def assertRaisesRegex(self, expected_exception, expected_regex, *args, **kwargs):
        return _Raises(expected_exception, self, expected_regex).handle(args, kwargs)

    def assertWarns(self, expected_warning, *args, **kwargs):
        return _Warns(expected_warning, self).handle(args, kwargs)

    def assertWarnsRegex(self, expected_warning, expected_regex, *args, **kwargs):
        return _Warns(expected_warning, self, expected_regex).handle(args, kwargs)

    def assertLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, False)

    def assertNoLogs(self, logger=None, level=None):
        return _Logs(self, logger, level, True)

    def assertRegex(self, text, expected_regex, msg=None):
        shown = getattr(expected_regex, "pattern", expected_regex)
        self._check(_matches_text(expected_regex, text), lambda: f"Regex didn't match: {shown!r} not found in {text!r}", msg)

    def assertNotRegex(self, text, unexpected_regex, msg=None):
        shown = getattr(unexpected_regex, "pattern", unexpected_regex)
        self._check(not _matches_text(unexpected_regex, text), lambda: f"Regex matched: {shown!r} matches {shown!r} in {text!r}", msg)


class FunctionTestCase(TestCase):
    __module__ = "unittest.case"

    def __init__(self, testFunc, setUp=None, tearDown=None, description=None):
        super().__init__()
        self._testFunc, self._setUp, self._tearDown, self._description = testFunc, setUp, tearDown, description

    def setUp(self):
        if self._setUp is not None:
            self._setUp()

    def tearDown(self):
        if self._tearDown is not None:
            self._tearDown()

    def runTest(self):
        self._testFunc()

    def id(self):
        return self._testFunc.__name__

    def __str__(self):
        return f"{self.__class__.__module__}.{self.__class__.__qualname__} ({self._testFunc.__name__})"

    def shortDescription(self):
        doc = self._description if self._description is not None else self._testFunc.__doc__
        return doc and doc.split("\n")[0].strip() or None
