# Stands in for CPython's test.support.import_helper. A program has one copy of each module.

import sys
import types
import unittest


def import_module(name, deprecated=False, *, required_on=()):
    try:
        __import__(name)
    except ImportError as error:
        raise unittest.SkipTest(f"threadbox: {type(error).__name__}: {error}")
    found = __import__(name)
    for part in name.split(".")[1:]:
        found = getattr(found, part)
    return found


class _SecondCopy:
    """Stands for the module in Python beside the one in C: a test that uses it is left out, a test that does not is not."""

    def __init__(self, name):
        self._name = name

    def __getattr__(self, member):
        return _SecondCopy(f"{self._name}.{member}")

    def __call__(self, *args, **names):
        raise unittest.SkipTest("threadbox: it tests CPython's second implementation of a module, the one in Python")

    def __mro_entries__(self, bases):
        return ()


def import_fresh_module(name, fresh=(), blocked=(), *, deprecated=False, usefrozen=False):
    if blocked:
        return _SecondCopy(name)
    return import_module(name)
