import traceback

try:
    from threading import Lokc
except ImportError as error:
    print(error.name, error.name_from)
    traceback.print_exc()
try:
    from queue import Qeue as Q
except ImportError:
    traceback.print_exc()
try:
    from math import zzzzzz
except ImportError:
    traceback.print_exc()
try:
    raise NameError("own words", name="pritn")
except NameError:
    traceback.print_exc()
try:
    raise NameError("no name")
except NameError:
    traceback.print_exc()
