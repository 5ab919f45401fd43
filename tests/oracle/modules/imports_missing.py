for attempt in range(5):
    try:
        if attempt == 0:
            import requests
        elif attempt == 1:
            from threading import nothing_like_it
        elif attempt == 2:
            import threading.nothing
        elif attempt == 3:
            from numpy import array
        else:
            import concurrent.nothing
    except ImportError as error:
        print(type(error).__name__, error.name, str(error).split(" (")[0].split(";")[0].split(": ")[0])
import threading as t, queue as q
from threading import (Thread as T, Lock,)
import concurrent.futures
from concurrent import futures
print(t.Thread is T, q.Queue.__name__, concurrent.futures.Future is futures.Future, t.__name__, concurrent.futures.__name__)


def inside():
    import time
    from collections import deque
    return time.__name__, deque.__name__


print(inside())
try:
    time
except NameError as error:
    print(error)
try:
    t.missing
except AttributeError as error:
    print(error)
for attempt in range(7):
    try:
        if attempt == 0:
            import nowhere.a.b
        elif attempt == 1:
            import threading.a.b
        elif attempt == 2:
            import collections.a.b
        elif attempt == 3:
            import concurrent.futures.a
        elif attempt == 4:
            import math.a as b
        elif attempt == 5:
            from nowhere.a import b
        else:
            import time as t, math as m, nowhere as n
    except ModuleNotFoundError as error:
        print(error.name, str(error).split(" (")[0])
print(t.__name__, m.__name__)
