# The report of an exception group, with a cause, a nested group and a note.
def caught(error, note=None):
    try:
        raise error
    except Exception as same:
        if note:
            same.add_note(note)
        return same


found = [caught(OSError("deep")), caught(ZeroDivisionError("by zero"), "a note\nof two lines"), KeyError("k"),
         caught(ExceptionGroup("inner", [ValueError(1), ExceptionGroup("innermost", [TypeError("x")])]))]
try:
    raise RuntimeError("before")
except RuntimeError as before:
    raise ExceptionGroup("all of them", found + [ValueError(i) for i in range(14)]) from before
