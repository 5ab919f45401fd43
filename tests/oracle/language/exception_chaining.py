def show(error):
    print(repr(error), "| cause", repr(error.__cause__), "| context", repr(error.__context__), "| suppress", error.__suppress_context__)


try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("implicit")
except ValueError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("explicit") from first
except ValueError as error:
    show(error)
try:
    try:
        1 / 0
    except ZeroDivisionError:
        raise ValueError("none") from None
except ValueError as error:
    show(error)
try:
    try:
        {}["k"]
    except KeyError:
        [][1]
except IndexError as error:
    show(error)
try:
    try:
        raise KeyError("first")
    finally:
        int("x")
except ValueError as error:
    show(error)
