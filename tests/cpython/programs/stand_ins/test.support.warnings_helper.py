# Stands in for CPython's test.support.warnings_helper.

import contextlib
import functools
import re
import warnings

from test.support import check_syntax_error


def ignore_warnings(*, category):
    def decorate(test):
        @functools.wraps(test)
        def run(*args, **names):
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", category)
                return test(*args, **names)
        return run
    return decorate


def check_syntax_warning(test, statement, errtext="", *, lineno=1, offset=None):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", SyntaxWarning)
        compile(statement, "<testcase>", "exec")
    test.assertEqual(len(caught), 1, caught)
    test.assertTrue(issubclass(caught[0].category, SyntaxWarning), caught[0].category)
    test.assertRegex(str(caught[0].message), errtext)
    test.assertEqual(caught[0].filename, "<testcase>")
    test.assertEqual(caught[0].lineno, lineno)
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("error", SyntaxWarning)
        check_syntax_error(test, statement, errtext, lineno=lineno, offset=offset)
    test.assertEqual(caught, [])


@contextlib.contextmanager
def check_no_warnings(test, message="", category=Warning, force_gc=False):
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield
    test.assertEqual([str(one.message) for one in caught if issubclass(one.category, category)], [])


def check_no_resource_warning(test):
    return check_no_warnings(test, category=ResourceWarning)


class _Recorder:
    def __init__(self, caught):
        self.warnings = caught

    def __getattr__(self, name):
        return getattr(self.warnings[-1], name) if self.warnings else None

    def reset(self):
        self.warnings.clear()


@contextlib.contextmanager
def check_warnings(*filters, quiet=None):
    if not filters:
        filters, quiet = (("", Warning),), True if quiet is None else quiet
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        yield _Recorder(caught)
    left = [one.message for one in caught]
    for pattern, category in filters:
        seen = [message for message in left if re.match(pattern, str(message), re.I) and isinstance(message, category)]
        left = [message for message in left if message not in seen]
        if not seen and not quiet:
            raise AssertionError(f"filter ({pattern!r}, {category.__name__}) did not catch any warning")
    if left:
        raise AssertionError(f"unhandled warning {left[0]!r}")
