class Manager:
    def __init__(self, name, swallow=False):
        self.name, self.swallow = name, swallow

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, trace):
        print("exit", self.name, kind and kind.__name__, value, trace is None)
        return self.swallow


with Manager("a") as a, Manager("b") as b:
    print(a.name, b.name)
with Manager("swallows", True):
    raise ValueError("gone")
try:
    with Manager("passes"):
        raise KeyError("on")
except KeyError as error:
    print("caught", error)
with (Manager("x") as x, Manager("y")):
    pass


def early():
    with Manager("early"):
        return "returned"


print(early())
for i in range(2):
    with Manager(i):
        if i == 0:
            continue
        break


class NoExit:
    def __enter__(self):
        return 1


for manager in (NoExit(), 5):
    try:
        with manager:
            pass
    except TypeError as error:
        print(error)


class Fails(Manager):
    def __exit__(self, *args):
        raise RuntimeError("from exit")


try:
    with Fails("f"):
        raise ValueError("inside")
except RuntimeError as error:
    print(error, repr(error.__context__))
