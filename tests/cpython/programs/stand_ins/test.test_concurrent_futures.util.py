# Stands in for test.test_concurrent_futures.util: the pool of threads alone, since there are no processes.

import time
import unittest
from concurrent import futures

from test.support import threading_helper


class BaseTestCase(unittest.TestCase):
    def setUp(self):
        self._threads_before = threading_helper.threading_setup()

    def tearDown(self):
        threading_helper.threading_cleanup(*self._threads_before)


class ThreadPoolMixin:
    worker_count = 5
    executor_kwargs = {}
    executor_type = futures.ThreadPoolExecutor

    def setUp(self):
        super().setUp()
        self._begin = time.monotonic()
        self.executor = self.executor_type(max_workers=self.worker_count, **self.executor_kwargs)

    def tearDown(self):
        self.executor.shutdown(wait=True)
        self.executor = None
        self.assertLess(time.monotonic() - self._begin, 300)
        super().tearDown()


def setup_module():
    pass
