"""Signals while CPython's main thread waits for one of Threadbox's primitives: as with CPython's own."""

import os
import signal
import threading
import unittest


class Kill(threading.Thread):
    """Sends a signal to the process until it was handled: one that comes just before the wait does not end it."""

    def __init__(self):
        super().__init__()
        self.handled = threading.Event()

    def run(self):
        while not self.handled.wait(0.01):
            os.kill(os.getpid(), signal.SIGUSR1)


class SignalTests(unittest.TestCase):
    def under_signal(self, wait, handle):
        """Calls `wait` while signals come; `handle` runs once, in the main thread."""
        kill = Kill()

        def handler(number, frame):
            if not kill.handled.is_set():
                kill.handled.set()
                handle()

        old = signal.signal(signal.SIGUSR1, handler)
        try:
            kill.start()
            wait()
        finally:
            kill.join()
            signal.signal(signal.SIGUSR1, old)

    def raise_interrupt(self):
        raise KeyboardInterrupt

    def test_keyboard_interrupt_ends_a_wait(self):
        import threadbox

        lock = threadbox.Lock()
        lock.acquire()
        waits = [lock.acquire, lambda: lock.acquire(timeout=100), threadbox.Semaphore(0).acquire, threadbox.Event().wait,
                 threadbox.Barrier(2).wait, threadbox.Queue().get, threadbox.SimpleQueue().get]
        for wait in waits:
            with self.assertRaises(KeyboardInterrupt):
                self.under_signal(wait, self.raise_interrupt)
        lock.release()
        self.assertFalse(lock.locked())

    def test_handler_that_does_not_raise_lets_the_wait_go_on(self):
        import threadbox

        event = threadbox.Event()
        self.under_signal(lambda: self.assertTrue(event.wait(100)), event.set)
        lock = threadbox.Lock()
        lock.acquire()
        self.under_signal(lambda: self.assertTrue(lock.acquire(timeout=100)), lock.release)
        self.assertTrue(lock.locked())


CASES = [SignalTests]
