import sys
import traceback

def fail(): raise ValueError("bad")
try:
    fail()
except ValueError as error:
    traceback.print_exc()
    traceback.print_exc(file=sys.stdout)
    text = traceback.format_exc()
    print(text.splitlines()[0], text.splitlines()[-1])
    print(traceback.format_exception_only(error), traceback.format_exception(error)[-1])
    traceback.print_exception(error)
