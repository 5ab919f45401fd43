import sys
import threading


def hook(args):
    print(args.exc_type.__name__, args.exc_value, args.thread.name, args.exc_traceback is not None, len(args), type(args).__name__)


threading.excepthook, original = hook, threading.excepthook


def fails():
    raise KeyError("from a thread")


def exits():
    sys.exit(5)


for target in (fails, exits):
    thread = threading.Thread(target=target, name="named")
    thread.start()
    thread.join()
    print(thread.is_alive())


def bad_hook(args):
    raise RuntimeError("the hook fails")


threading.excepthook = original
thread = threading.Thread(target=fails, name="second")
thread.start()
thread.join()
print(threading.__excepthook__ is original)
try:
    fails()
except KeyError:
    threading.excepthook(threading.ExceptHookArgs((*sys.exc_info(), threading.current_thread())))
