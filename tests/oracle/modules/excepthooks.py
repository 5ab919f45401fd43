# python: 3.13
# sys.excepthook, threading.excepthook and sys.unraisablehook: who is called, what a hook that fails leaves to be told.
import _thread
import atexit
import sys
import threading


def fail():
    1 / 0


def run(function=fail):
    thread = threading.Thread(target=function)
    thread.start()
    thread.join()


def told(args):
    print("hook:", args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_value.__traceback__ is args.exc_traceback)


print(sys.excepthook is sys.__excepthook__, threading.excepthook is threading.__excepthook__, sys.unraisablehook is sys.__unraisablehook__)

threading.excepthook = told
run()


def failing(args):
    raise ValueError("in the hook")


threading.excepthook = failing
run()


def exiting(args):
    raise SystemExit(4)


threading.excepthook = exiting
run()

threading.excepthook = None
try:
    run()
except RuntimeError as error:
    print(error)

# What the hook was when the thread was made counts when there is none any more.
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=fail)
threading.excepthook = None
thread.start()
thread.join()

# What the hook of threading raises goes to that of sys.
threading.excepthook = failing
sys.excepthook = lambda kind, value, tb: print("sys.excepthook:", kind.__name__, value, tb.tb_lineno > 0)
run()
threading.excepthook = threading.__excepthook__
sys.excepthook = sys.__excepthook__

# SystemExit is no news.
run(lambda: sys.exit(3))
threading.excepthook(threading.ExceptHookArgs((SystemExit, SystemExit(1), None, None)))
try:
    threading.excepthook(5)
except TypeError as error:
    print(error)


told = threading.Event()


def tell(args):
    print(args.exc_type.__name__, args.exc_value, args.err_msg.split("<")[0], args.object)
    told.set()


sys.unraisablehook = tell
_thread.start_new_thread(sys.exit, ())
_thread.start_new_thread(fail, ())
told.wait()


def broken(args):
    raise RuntimeError("no way")


sys.unraisablehook = sys.__unraisablehook__
try:
    sys.unraisablehook(1)
except TypeError as error:
    print(error)

sys.excepthook(ValueError, ValueError("given by hand"), None)
try:
    fail()
except ZeroDivisionError as error:
    sys.excepthook(type(error), error, error.__traceback__)


@atexit.register
def leave():
    sys.exit(5)


atexit.register(lambda: print("last"))


def last(kind, value, tb):
    print("last hook:", kind.__name__, value, tb.tb_next.tb_next is None, value.__traceback__ is tb, sys.last_value is value)
    raise KeyError("in sys.excepthook")


sys.excepthook = last
fail()
