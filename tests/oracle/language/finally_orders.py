def f(how):
    for i in range(2):
        try:
            print("try", i)
            if how == "return":
                return "value"
            if how == "raise":
                raise KeyError(i)
            if how == "continue":
                continue
            if how == "break":
                break
        except KeyError:
            print("except")
            return "from except"
        else:
            print("else")
        finally:
            print("finally", i)
            if how == "override":
                return "overridden"
    return "end"


for how in ("return", "raise", "continue", "break", "nothing", "override"):
    print(how, "->", f(how))


def nested():
    try:
        try:
            return "a"
        finally:
            print("inner")
    finally:
        print("outer")


print(nested())


def swallow():
    while True:
        try:
            1 / 0
        finally:
            break
    return "swallowed"


print(swallow())
