# Stands in for pickle, which Threadbox does not have: there is no protocol, so loops over the protocols are empty.

import unittest

HIGHEST_PROTOCOL = -1
DEFAULT_PROTOCOL = 0


class PickleError(Exception):
    pass


PicklingError = UnpicklingError = PickleError


def dumps(*args, **names):
    raise unittest.SkipTest("threadbox: it pickles objects")


loads = dump = load = dumps


class Pickler:
    def __init__(self, *args, **names):
        dumps()


Unpickler = _Pickler = _Unpickler = Pickler
