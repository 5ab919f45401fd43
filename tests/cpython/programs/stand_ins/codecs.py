# Stands in for codecs, which Threadbox does not have: fixtures may register, tests that use more are left out.

import unittest


def register(search):
    pass


unregister = register


def __getattr__(name):
    raise unittest.SkipTest("threadbox: it uses the module `codecs`")


def register_error(name, handler):
    __getattr__(name)


lookup = lookup_error = getencoder = getdecoder = charmap_encode = charmap_decode = encode = decode = register_error
