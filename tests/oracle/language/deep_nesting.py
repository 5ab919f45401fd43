# However deep, it ends in an exception.
t = ()
for _ in range(100000):
    t = (t,)
for action in (lambda: t == (t,), lambda: isinstance(1, t), lambda: repr(t), lambda: t < (t,)):
    try:
        action()
        print("done")
    except RecursionError as error:
        print("RecursionError")
