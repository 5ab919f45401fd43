# Python's unittest module: test cases, suites, the loader of the program's own tests and the runner of texts.

import sys as _sys
import time as _time
import traceback as _traceback

from _unittest_case import FunctionTestCase, TestCase, addModuleCleanup, doModuleCleanups, enterModuleContext
from _unittest_contexts import SkipTest, expectedFailure, skip, skipIf, skipUnless

__all__ = ["TestResult", "TestCase", "TestSuite", "TextTestRunner", "TestLoader", "FunctionTestCase", "main", "defaultTestLoader",
           "SkipTest", "skip", "skipIf", "skipUnless", "expectedFailure", "TextTestResult", "TestProgram",
           "addModuleCleanup", "doModuleCleanups", "enterModuleContext"]


class TestResult:
    __module__ = "unittest.result"
    separator1 = "=" * 70
    separator2 = "-" * 70

    def __init__(self, stream=None, descriptions=None, verbosity=None):
        self.failfast = self.shouldStop = self.buffer = self.tb_locals = False
        self.failures, self.errors, self.skipped, self.expectedFailures, self.unexpectedSuccesses = [], [], [], [], []
        self.testsRun = 0
        self.collectedDurations = []

    def startTestRun(self):
        pass

    def stopTestRun(self):
        pass

    def startTest(self, test):
        self.testsRun += 1

    def stopTest(self, test):
        pass

    def addError(self, test, err):
        self.errors.append((test, self._text(err)))
        self._failed()

    def addFailure(self, test, err):
        self.failures.append((test, self._text(err)))
        self._failed()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            (self.failures if issubclass(err[0], test.failureException) else self.errors).append((subtest, self._text(err)))
            self._failed()

    def addSuccess(self, test):
        pass

    def addSkip(self, test, reason):
        self.skipped.append((test, reason))

    def addExpectedFailure(self, test, err):
        self.expectedFailures.append((test, self._text(err)))

    def addUnexpectedSuccess(self, test):
        self.unexpectedSuccesses.append(test)
        self._failed()

    def addDuration(self, test, elapsed):
        self.collectedDurations.append((str(test), elapsed))

    def wasSuccessful(self):
        return not self.failures and not self.errors and not self.unexpectedSuccesses

    def stop(self):
        self.shouldStop = True

    def _failed(self):
        if self.failfast:
            self.stop()

    def _text(self, err):
        return "".join(_traceback.format_exception(*err))

    def __repr__(self):
        return f"<{type(self).__module__}.{type(self).__qualname__} run={self.testsRun} errors={len(self.errors)} failures={len(self.failures)}>"


class TextTestResult(TestResult):
    __module__ = "unittest.runner"

    def __init__(self, stream, descriptions, verbosity, *, durations=None):
        super().__init__(stream, descriptions, verbosity)
        self.stream, self.descriptions = stream, descriptions
        self.showAll, self.dots = verbosity > 1, verbosity == 1
        self._newline = True

    def getDescription(self, test):
        first = test.shortDescription()
        return f"{test}\n{first}" if self.descriptions and first else str(test)

    def startTest(self, test):
        super().startTest(test)
        if self.showAll:
            self.stream.write(f"{self.getDescription(test)} ... ")
            self._newline = False

    def _show(self, letter, word):
        if self.showAll:
            self.stream.write(word + "\n")
            self._newline = True
        elif self.dots:
            self.stream.write(letter)
        self.stream.flush()

    def addSubTest(self, test, subtest, err):
        if err is not None:
            is_failure = issubclass(err[0], subtest.failureException)
            if self.showAll:
                if self._newline:
                    self.stream.write("  ")
                self.stream.write(f"{'' if self._newline else chr(10) + '  '}{self.getDescription(subtest)} ... ")
                self._newline = False
            self._show("F" if is_failure else "E", "FAIL" if is_failure else "ERROR")
        super().addSubTest(test, subtest, err)

    def addSuccess(self, test):
        super().addSuccess(test)
        self._show(".", "ok")

    def addError(self, test, err):
        super().addError(test, err)
        self._show("E", "ERROR")

    def addFailure(self, test, err):
        super().addFailure(test, err)
        self._show("F", "FAIL")

    def addSkip(self, test, reason):
        super().addSkip(test, reason)
        self._show("s", f"skipped {reason!r}")

    def addExpectedFailure(self, test, err):
        super().addExpectedFailure(test, err)
        self._show("x", "expected failure")

    def addUnexpectedSuccess(self, test):
        super().addUnexpectedSuccess(test)
        self._show("u", "unexpected success")

    def printErrors(self):
        if self.dots or self.showAll:
            self.stream.write("\n")
        for flavour, found in (("ERROR", self.errors), ("FAIL", self.failures)):
            for test, err in found:
                self.stream.write(f"{self.separator1}\n{flavour}: {self.getDescription(test)}\n{self.separator2}\n{err}\n")
        if self.unexpectedSuccesses:
            self.stream.write(self.separator1 + "\n")
            for test in self.unexpectedSuccesses:
                self.stream.write(f"UNEXPECTED SUCCESS: {self.getDescription(test)}\n")
        self.stream.flush()


class TestSuite:
    def __init__(self, tests=()):
        self._tests = []
        self.addTests(tests)

    def addTest(self, test):
        if not callable(test):
            raise TypeError(f"{test!r} is not callable")
        if isinstance(test, type) and issubclass(test, (TestCase, TestSuite)):
            raise TypeError("TestCases and TestSuites must be instantiated before passing them to addTest()")
        self._tests.append(test)

    def addTests(self, tests):
        if isinstance(tests, str):
            raise TypeError("tests must be an iterable of tests, not a string")
        for test in tests:
            self.addTest(test)

    def countTestCases(self):
        return sum([test.countTestCases() for test in self._tests])

    def __iter__(self):
        return iter(self._tests)

    def __repr__(self):
        return f"<unittest.suite.TestSuite tests={self._tests}>"

    def __eq__(self, other):
        return list(self) == list(other) if isinstance(other, TestSuite) else NotImplemented

    def __call__(self, result):
        return self.run(result)

    def run(self, result, debug=False):
        outermost = not hasattr(result, "_class")
        if outermost:
            result._class, result._class_failed = None, False
            result._module, result._module_failed = None, False
        for test in self:
            if result.shouldStop:
                break
            if isinstance(test, TestSuite):
                test.run(result)
                continue
            self._change_class(result, test.__class__)
            if not result._class_failed and not result._module_failed:
                test.run(result)
        if outermost:
            self._change_class(result, None)
            self._change_module(result, None)
            del result._class
        return result

    def _change_class(self, result, cls):
        before = result._class
        if cls is before:
            return
        result._class = cls
        if before is not None and not result._class_failed and not result._module_failed and not getattr(
                before, "__unittest_skip__", False):
            self._call(result, before, "tearDownClass", f"{before.__module__}.{before.__qualname__}")
        if before is not None and hasattr(before, "doClassCleanups"):
            before.doClassCleanups()
        result._class_failed = False
        if cls is not None:
            self._change_module(result, cls.__module__)
        if cls is not None and not result._module_failed and not getattr(cls, "__unittest_skip__", False):
            result._class_failed = not self._call(result, cls, "setUpClass", f"{cls.__module__}.{cls.__qualname__}")

    def _change_module(self, result, name):
        before = result._module
        if name == before:
            return
        import __main__
        if before == "__main__":
            if not result._module_failed:
                self._call(result, __main__, "tearDownModule", before)
            self._clean_up_module(result, before)
        result._module, result._module_failed = name, False
        if name == "__main__":
            result._module_failed = not self._call(result, __main__, "setUpModule", name)
            if result._module_failed:
                self._clean_up_module(result, name)

    def _clean_up_module(self, result, name):
        try:
            doModuleCleanups()
        except Exception as error:
            result.addError(_ErrorHolder(f"tearDownModule ({name})"), (type(error), error, error.__traceback__))

    def _call(self, result, owner, name, shown):
        try:
            getattr(owner, name, lambda: None)()
            return True
        except Exception as error:
            holder = _ErrorHolder(f"{name} ({shown})")
            if isinstance(error, SkipTest):
                result.addSkip(holder, str(error))
            else:
                result.addError(holder, (type(error), error, error.__traceback__))
            return False


class _ErrorHolder:
    """Stands for a test in the report about setUpClass or tearDownClass."""

    failureException = None

    def __init__(self, description):
        self.description = description

    def id(self):
        return self.description

    def shortDescription(self):
        return None

    def __str__(self):
        return self.description


class TestLoader:
    testMethodPrefix = "test"
    suiteClass = TestSuite
    testNamePatterns = None

    def __init__(self):
        self.errors = []

    def sortTestMethodsUsing(self, first, second):
        return (first > second) - (first < second)

    def getTestCaseNames(self, testCaseClass):
        return sorted([name for name in dir(testCaseClass)
                       if name.startswith(self.testMethodPrefix) and callable(getattr(testCaseClass, name))])

    def loadTestsFromTestCase(self, testCaseClass):
        if issubclass(testCaseClass, TestSuite):
            raise TypeError("Test cases should not be derived from TestSuite. Maybe you meant to derive from TestCase?")
        names = self.getTestCaseNames(testCaseClass)
        if not names and hasattr(testCaseClass, "runTest"):
            names = ["runTest"]
        return self.suiteClass([testCaseClass(name) for name in names])

    def loadTestsFromModule(self, module, *, pattern=None):
        tests = []
        for name in dir(module):
            one = getattr(module, name)
            if isinstance(one, type) and issubclass(one, TestCase) and one not in (TestCase, FunctionTestCase):
                tests.append(self.loadTestsFromTestCase(one))
        tests = self.suiteClass(tests)
        load = getattr(module, "load_tests", None)
        return tests if load is None else load(self, tests, pattern)

    def loadTestsFromName(self, name, module=None):
        if module is None:
            import __main__ as module
        parent, found = None, module
        for part in name.removeprefix("__main__.").split("."):
            parent, found = found, getattr(found, part)
        if isinstance(found, type) and issubclass(found, TestCase):
            return self.loadTestsFromTestCase(found)
        if isinstance(parent, type) and issubclass(parent, TestCase):
            return self.suiteClass([parent(part)])
        if isinstance(found, TestSuite):
            return found
        if callable(found):
            test = found()
            return test if isinstance(test, TestSuite) else self.suiteClass([test])
        raise TypeError(f"don't know how to make test from: {found}")

    def loadTestsFromNames(self, names, module=None):
        return self.suiteClass([self.loadTestsFromName(name, module) for name in names])


defaultTestLoader = TestLoader()


class TextTestRunner:
    resultclass = TextTestResult

    def __init__(self, stream=None, descriptions=True, verbosity=1, failfast=False, buffer=False, resultclass=None, warnings=None, *,
                 tb_locals=False, durations=None):
        self.stream = stream
        self.descriptions, self.verbosity, self.failfast, self.buffer = descriptions, verbosity, failfast, buffer
        if resultclass is not None:
            self.resultclass = resultclass

    def run(self, test):
        stream = _sys.stderr if self.stream is None else self.stream
        result = self.resultclass(stream, self.descriptions, self.verbosity)
        result.failfast = self.failfast
        start = _time.perf_counter()
        result.startTestRun()
        try:
            test(result)
        finally:
            result.stopTestRun()
        taken = _time.perf_counter() - start
        if hasattr(result, "printErrors"):
            result.printErrors()
        run = result.testsRun
        stream.write(f"{result.separator2}\nRan {run} test{'' if run == 1 else 's'} in {taken:.3f}s\n\n")
        counts = [f"{word}={len(found)}" for word, found in (
            ("failures", result.failures), ("errors", result.errors), ("skipped", result.skipped),
            ("expected failures", result.expectedFailures), ("unexpected successes", result.unexpectedSuccesses)) if found]
        if not result.wasSuccessful():
            verdict = "FAILED"
        else:
            verdict = "NO TESTS RAN" if run == 0 and not result.skipped else "OK"
        stream.write(f"{verdict}{' (' + ', '.join(counts) + ')' if counts else ''}\n")
        stream.flush()
        return result


class TestProgram:
    def __init__(self, module="__main__", defaultTest=None, argv=None, testRunner=None, testLoader=defaultTestLoader, exit=True,
                 verbosity=1, failfast=None, catchbreak=None, buffer=None, warnings=None, *, tb_locals=False, durations=None):
        if isinstance(module, str):
            import __main__ as module
        names = []
        for word in (_sys.argv if argv is None else argv)[1:]:
            if word in ("-v", "--verbose"):
                verbosity = 2
            elif word in ("-q", "--quiet"):
                verbosity = 0
            elif word in ("-f", "--failfast"):
                failfast = True
            elif not word.startswith("-"):
                names.append(word)
        if not names and defaultTest is not None:
            names = [defaultTest] if isinstance(defaultTest, str) else list(defaultTest)
        self.test = testLoader.loadTestsFromNames(names, module) if names else testLoader.loadTestsFromModule(module)
        runner = TextTestRunner if testRunner is None else testRunner
        if isinstance(runner, type):
            runner = runner(verbosity=verbosity, failfast=bool(failfast))
        self.result = runner.run(self.test)
        if exit:
            if self.result.testsRun == 0 and not self.result.skipped:
                _sys.exit(5)
            _sys.exit(not self.result.wasSuccessful())


main = TestProgram
