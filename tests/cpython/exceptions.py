"""The tests of CPython that do not pass, each with its reason."""

import sys

EXCEPTIONS = {
    "LockTests.test_at_fork_reinit": "`_at_fork_reinit` puts a lock right in the child of a `fork`; a process with "
    "Threadbox's threads, as one in a page, does not fork.",
    "EventTests.test_at_fork_reinit": "the same; besides it looks at `_cond`, the Condition that CPython's Event is "
    "made of.",
}

# Before 3.12 the collector ran where an object was made, not at the next safepoint, and the test passes.
if sys.version_info >= (3, 12):
    EXCEPTIONS["CSimpleQueueTest.test_reentrancy"] = (
        "it takes for granted that CPython's collector does not run between `next(gen)` and the start of `put`; a method of a "
        "pybind11 class is a new object each time, whose making lets it run there."
    )
