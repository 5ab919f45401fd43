# A nonlocal or global declaration may stand in the body of a try statement whose handlers bind the name.


def outer():
    error = "none"

    def inner():
        try:
            nonlocal error
            1 / 0
        except ZeroDivisionError as caught:
            error = repr(caught)
        finally:
            error += "!"

    inner()
    return error


def in_else():
    global told
    told = []

    def inner():
        try:
            pass
        except ValueError:
            told = None
        else:
            pass

    inner()
    return told


print(outer(), in_else())
for text in ("def f():\n try:\n  x = 1\n  global x\n finally: pass", "def f():\n try: pass\n except E: x = 1\n else:\n  global x",
             "def f():\n try: pass\n except E:\n  x = 1\n finally:\n  global x"):
    try:
        compile(text, "text", "exec")
        print("compiled")
    except SyntaxError as error:
        print(error)
