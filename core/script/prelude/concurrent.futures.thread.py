# Python's concurrent.futures.thread module.

from concurrent.futures import BrokenThreadPool, ThreadPoolExecutor
