import atexit
import sys


@atexit.register
def first():
    print("registered first, runs last")


@atexit.register
def second():
    raise ValueError("in atexit")


@atexit.register
def third():
    print("third")
    atexit.register(print, "registered late")


def gone():
    print("unregistered")


atexit.register(gone)
atexit.unregister(gone)
sys.exit(3)
