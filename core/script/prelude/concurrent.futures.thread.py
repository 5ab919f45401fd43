# Python's concurrent.futures.thread module: another name for some of concurrent.futures.

from concurrent.futures import BrokenThreadPool, ThreadPoolExecutor
