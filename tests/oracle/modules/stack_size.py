# threading.stack_size() and its errors; without a trace function, gettrace() and getprofile() are None.
import threading
def t(f,*a):
    try: print(repr(f(*a)))
    except Exception as e: print(type(e).__name__, e)
for a in [(), (-1,), (1,), (4095,), (32767,), (32768,), (0,), (262144,), (), ("x",), (1.5,), (None,), (True,), (1,2), (10**30,), (0,), (-5,)]:
    t(threading.stack_size,*a)
import sys
print(sys.gettrace(), sys.getprofile(), threading.gettrace(), threading.getprofile(), sys.settrace(None), sys.setprofile(None), threading.settrace(None), threading.setprofile(None))
