"""CPython's test classes, each given the type of Threadbox's that it tests."""

import queue
import threading
import types
import unittest

from test import lock_tests, test_queue


def copy_of(function):
    """The same function as another object, so that marking it does not mark CPython's."""
    return types.FunctionType(function.__code__, function.__globals__, function.__name__, function.__defaults__,
                              function.__closure__)


def with_threadbox(module):
    """A copy of `module` in which the classes that Threadbox has are Threadbox's."""
    import threadbox

    copy = types.ModuleType(module.__name__)
    copy.__dict__.update(vars(module))
    copy.__dict__.update({name: value for name, value in vars(threadbox).items() if isinstance(value, type)})
    return copy


def lock_cases():
    """As CPython's test_threading.py makes them."""
    # Where its tests make a lock beside the class under test (a Condition's), that is one of ours, too.
    lock_tests.threading = ours = with_threadbox(threading)
    for name, attribute, subject in (
        ("LockTests", "locktype", "Lock"),
        ("RLockTests", "locktype", "RLock"),
        ("ConditionTests", "condtype", "Condition"),
        ("SemaphoreTests", "semtype", "Semaphore"),
        ("BoundedSemaphoreTests", "semtype", "BoundedSemaphore"),
        ("EventTests", "eventtype", "Event"),
        ("BarrierTests", "barriertype", "Barrier"),
    ):
        body = {attribute: staticmethod(getattr(ours, subject)), "subject": subject, "__module__": "lock_tests"}
        yield type(name, (getattr(lock_tests, name),), body)


def queue_cases():
    """As CPython's test_queue.py makes them for its two implementations."""
    ours = with_threadbox(queue)
    for name, subject in (
        ("QueueTest", "Queue"),
        ("LifoQueueTest", "LifoQueue"),
        ("PriorityQueueTest", "PriorityQueue"),
        ("CSimpleQueueTest", "SimpleQueue"),
    ):
        body = {"queue": ours, "subject": subject, "__module__": "test_queue"}
        yield type(name, (getattr(test_queue, name), unittest.TestCase), body)


def cpython_cases():
    yield from lock_cases()
    yield from queue_cases()
