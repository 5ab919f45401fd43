"""Exceptions in threads.

An exception ends its thread and nothing else: it is printed through threading.excepthook. A program that wants to know hands
it over, here by a queue, with sys.exc_info().
"""
import queue
import sys
import threading

errors = queue.Queue()


def fails():
    raise ValueError("nobody catches this")


def hands_over():
    try:
        fails()
    except ValueError:
        errors.put(sys.exc_info())


def hook(args):
    print(f"hook: {args.exc_type.__name__}: {args.exc_value} in {args.thread.name}")


t = threading.Thread(target=fails, name="unlucky")
t.start()
t.join()
print("the program goes on, alive:", t.is_alive())

threading.excepthook = hook
t = threading.Thread(target=fails, name="hooked")
t.start()
t.join()

t = threading.Thread(target=hands_over)
t.start()
t.join()
kind, value, trace = errors.get()
print("handed over:", kind.__name__, value, trace is not None)
