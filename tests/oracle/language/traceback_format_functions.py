import sys
import traceback


def fails():
    return {}["missing"]


try:
    fails()
except KeyError as error:
    text = traceback.format_exc()
    print(text == "".join(traceback.format_exception(error)), text == "".join(traceback.format_exception(type(error), error, error.__traceback__)))
    print(traceback.format_exception_only(error), traceback.format_exception_only(type(error), error))
    traceback.print_exception(error)
    traceback.print_exception(error, file=sys.stdout)
    traceback.print_exc(file=sys.stdout)
    print(sys.exc_info()[0], sys.exc_info()[1] is error, sys.exception() is error)
    tb = error.__traceback__
    while tb:
        print(tb.tb_lineno, type(tb).__name__)
        tb = tb.tb_next
print(sys.exc_info(), sys.exception())
error = ValueError("never raised")
print(traceback.format_exception(error), traceback.format_exception_only(error))
error.add_note("a note")
error.add_note("two\nlines")
print(error.__notes__)
traceback.print_exception(error)
