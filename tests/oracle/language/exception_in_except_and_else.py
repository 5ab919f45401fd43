def run(raise_in):
    def maybe(where):
        print(" ", where)
        if where in raise_in:
            raise ValueError(where)

    try:
        try:
            maybe("try")
        except ValueError as error:
            maybe("except")
            print("  handled", error)
        else:
            maybe("else")
        finally:
            maybe("finally")
    except ValueError as error:
        print("  out:", error, "| context:", error.__context__)


for places in ((), ("try",), ("try", "except"), ("else",), ("finally",), ("try", "finally"), ("else", "finally"), ("try", "except", "finally")):
    print(places)
    run(places)


def returns(where):
    try:
        if where == "try":
            return "try"
        raise KeyError
    except KeyError:
        if where == "except":
            return "except"
    else:
        return "else"
    finally:
        if where == "finally":
            return "finally"
        print("finally runs")
    return "end"


for where in ("try", "except", "else", "finally", "none"):
    print(where, returns(where))


def loop():
    for i in range(5):
        try:
            if i == 1:
                continue
            if i == 3:
                break
            print("body", i)
        finally:
            print("finally", i)
    else:
        print("never")
    return i


print(loop())
try:
    error = 5
    raise ValueError
except ValueError as error:
    pass
try:
    print(error)
except NameError as gone:
    print(gone)
