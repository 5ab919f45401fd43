class Dynamic:
    known = "class"

    def __init__(self):
        self.own = "instance"

    def __getattr__(self, name):
        if name.startswith("no"):
            raise AttributeError(name)
        return f"made {name}"


d = Dynamic()
print(d.own, d.known, d.other, hasattr(d, "nothing"), getattr(d, "none", "default"), hasattr(d, "x"))
try:
    d.nope
except AttributeError as error:
    print(error)


class Watched:
    def __setattr__(self, name, value):
        print("set", name, value)
        super().__setattr__(name, value)

    def __delattr__(self, name):
        print("delete", name)
        object.__delattr__(self, name)


w = Watched()
w.a = 1
w.a += 1
setattr(w, "b", 3)
del w.a
print(hasattr(w, "a"), w.b)


class Spy:
    def __getattribute__(self, name):
        return "spied " + name

    def method(self):
        return 1


print(Spy().anything, Spy().method)
