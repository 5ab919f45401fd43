"""collect.py MODULE…: prints the tests of CPython's test modules, a line of JSON for each: module, class, test. Run by that CPython.

A doctest has no class; a test whose class has no name in its module is left out of the count.
"""

import contextlib
import importlib
import io
import json
import sys
import unittest


def leaves(suite):
    for test in suite:
        if isinstance(test, unittest.TestSuite):
            yield from leaves(test)
        else:
            yield test


def class_name(module, cls):
    """The name by which the module knows the class: a test module may make classes by calls."""
    if getattr(module, cls.__name__, None) is cls:
        return cls.__name__
    return next((name for name, value in vars(module).items() if value is cls), None)


def tests_of(name):
    module = importlib.import_module(name)
    for test in leaves(unittest.defaultTestLoader.loadTestsFromModule(module)):
        cls = class_name(module, type(test))
        if cls is not None:
            yield [name, cls, test._testMethodName]
        elif type(test).__module__ == "doctest":
            yield [name, None, test.id()]


def main():
    for name in sys.argv[1:]:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            found = list(tests_of(name))
        for one in found:
            print(json.dumps(one))


main()
