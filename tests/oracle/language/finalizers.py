# __del__: called by `del` of the last name, by gc.collect() for cycles, and for what is left when the program has ended.
import atexit, gc, threading


class Noted:
    def __init__(self, name, other=None):
        self.name, self.other = name, other

    def __del__(self):
        print("del", self.name)


a = Noted("a")
b = a
del a
print("b still refers to it")
del b
print("now it is gone")


def local():
    c = Noted("local")
    c.self = 1
    del c
    print("end of local")


local()


class Derived(Noted):
    def __del__(self):
        super().__del__()
        print("and derived")


class Items(list):
    def __del__(self):
        print("del items", len(self))


class Slotted:
    __slots__ = ("x", "__weakref__")

    def __del__(self):
        print("del slotted", hasattr(self, "x"))


d, i, s = Derived("d"), Items([1, 2]), Slotted()
del d
del i
del s

pair = [Noted("one"), Noted("two")]
pair[0].other, pair[1].other = pair[1], pair[0]
del pair
print("a cycle stays")
print(gc.collect() > 0)
print(gc.collect())


class Raises:
    def __del__(self):
        raise ValueError("in __del__")


r = Raises()
del r
print("goes on")


# An object that __del__ keeps alive is not finalized again.
kept = []


class Phoenix:
    def __del__(self):
        print("rises")
        kept.append(self)


p = Phoenix()
del p
print(len(kept))
kept.clear()
_ = gc.collect()


class Unfinished:
    def __init__(self):
        raise RuntimeError("no instance")

    def __del__(self):
        print("del unfinished")


try:
    Unfinished()
except RuntimeError as error:
    print(error)
_ = gc.collect()


def work(number):
    own = Noted(number)
    with threading.Lock():
        del own


threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
for thread in threads:
    thread.start()
    thread.join()
atexit.register(print, "exit function")
last, later = Noted("last"), Noted("later")
print("end of the module")
