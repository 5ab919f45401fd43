class AppError(Exception):
    pass
class Detailed(AppError):
    def __init__(self, code):
        super().__init__(f"code {code}")
        self.code = code

def leave(how):
    for i in range(3):
        try:
            if how == "return": return "returned"
            if how == "break": break
            if how == "continue": continue
            raise Detailed(how)
        except AppError as error:
            print("caught", error, error.code, error.args)
        else:
            print("else")
        finally:
            print("finally", i)
    return "end"
print(leave("return"), leave("break"), leave("continue"), leave("raise"))
try:
    try:
        1 / 0
    except ZeroDivisionError as first:
        raise ValueError("second") from first
except ValueError as error:
    print(error, type(error.__cause__).__name__)
try:
    raise KeyError("k")
except (ValueError, LookupError) as e:
    print(type(e).__name__, repr(e))
try:
    assert 1 == 2, "wrong"
except AssertionError as e:
    print(e)
try:
    try:
        raise TypeError("a")
    finally:
        print("cleanup")
except TypeError:
    print("outer")
