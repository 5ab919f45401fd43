# A module of a package can be imported by its name from the package.
from concurrent import futures
from logging import handlers as log_handlers
from collections import abc
from os import path

print(futures.ThreadPoolExecutor.__name__, log_handlers.QueueHandler.__name__, abc.Mapping.__name__, path.join("a", "b"))


def later():
    from multiprocessing import pool

    with pool.ThreadPool(2) as workers:
        return workers.map(abs, [-1, 2])


print(later())
try:
    from concurrent import nothing_like_it
except ImportError as error:
    print(error.name, error.name_from, type(error).__name__)
