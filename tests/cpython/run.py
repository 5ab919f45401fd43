"""CPython's own tests, unmodified, over Threadbox's primitives.

run.py FOLDER [--report FILE] [NAME…]

FOLDER holds the built module `threadbox`. NAMEs choose tests, e.g. LockTests.test_repr. With --report the result is
also written as Markdown. The tests listed in exceptions.py must fail; one that passes is an error.
"""

import argparse
import sys
import unittest

import signal_tests
import suites
from exceptions import EXCEPTIONS

REPORT = """\
## Over the classes of the core

The unmodified `test/lock_tests.py` and `test/test_queue.py` of CPython {version}, run by CPython over the classes of `core/sync` and
`core/concurrent` through a Python module (`tests/cpython`). It waits without CPython's interpreter lock, and its threads are CPython's.
`ctest` runs the same tests (`cpython-tests`).

| tests of CPython | over | pass | do not |
| --- | --- | ---: | ---: |
{rows}

`FailingQueueTest` of `test_queue.py` takes no type: it overrides `_put` and `_get` of CPython's own class.

### Tests that do not pass

{exceptions}
"""


class Result(unittest.TextTestResult):
    """Also remembers which tests passed."""

    def __init__(self, *arguments, **options):
        super().__init__(*arguments, **options)
        self.passed = []

    def addSuccess(self, test):
        super().addSuccess(test)
        self.passed.append(test)


def mark_exceptions(cases):
    """Makes the listed tests expected failures. Returns the names in the list that no test has."""
    unknown = set(EXCEPTIONS)
    for case in cases:
        for name in unittest.defaultTestLoader.getTestCaseNames(case):
            if f"{case.__name__}.{name}" in EXCEPTIONS:
                unknown.discard(f"{case.__name__}.{name}")
                setattr(case, name, unittest.expectedFailure(suites.copy_of(getattr(case, name))))
    return unknown


def load(cases, names):
    loader = unittest.TestLoader()
    tests = [test for case in cases for test in loader.loadTestsFromTestCase(case)]
    chosen = [test for test in tests if not names or any(name in test.id() for name in names)]
    return unittest.TestSuite(chosen)


def report(result, cases):
    """The result as Markdown."""
    rows = []
    for case in cases:
        passed = sum(type(test) is case for test in result.passed)
        expected = sum(type(test) is case for test, _ in result.expectedFailures)
        rows.append(f"| `{case.__module__}.{case.__name__}` | `{case.subject}` | {passed} | {expected} |")
    listed = [f"- `{name}`: {reason}" for name, reason in EXCEPTIONS.items()]
    return REPORT.format(version=sys.version.split()[0], rows="\n".join(rows), exceptions="\n".join(listed))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder")
    parser.add_argument("--report")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    sys.path.insert(0, options.folder)

    cases = list(suites.cpython_cases())
    if unknown := mark_exceptions(cases):
        sys.exit(f"exceptions.py names tests that do not exist: {', '.join(sorted(unknown))}")
    tests = load(cases + signal_tests.CASES, options.names)
    result = unittest.TextTestRunner(resultclass=Result, verbosity=1).run(tests)
    if options.report:
        with open(options.report, "w", encoding="utf-8") as file:
            file.write(report(result, cases))
    sys.exit(not result.wasSuccessful())


if __name__ == "__main__":
    main()
