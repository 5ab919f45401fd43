import queue, sys, threading, traceback
errors = queue.Queue()
def work():
    try:
        [][3]
    except IndexError:
        errors.put(sys.exc_info())
t = threading.Thread(target=work); t.start(); t.join()
kind, value, trace = errors.get()
print(kind, value)
try:
    raise value.with_traceback(trace)
except IndexError:
    traceback.print_exc()
