import threading as th
from threading import Lock as L, Event
import time, threading
print(th is threading, L is threading.Lock, th.Event is Event)
try:
    import no_such_module
except ModuleNotFoundError as error:
    print(str(error).startswith("No module named 'no_such_module'"), isinstance(error, ImportError))
try:
    from threading import nothing
except ImportError as error:
    print(str(error).startswith("cannot import name 'nothing' from 'threading'"))
