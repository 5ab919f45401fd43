import sys


def f():
    1 / 0


try:
    f()
except ZeroDivisionError as error:
    kind, value, trace = sys.exc_info()
    print(kind.__name__, value is error, error.__traceback__ is not None)
print(sys.exc_info())
