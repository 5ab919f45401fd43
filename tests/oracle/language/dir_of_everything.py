# dir() of an object has its own names, those of its classes, and object's.
import threading


class A:
    of_a = 1

    def method(self):
        pass


class B(A):
    """Documented."""

    of_b = 2

    def __init__(self):
        self.own = 3


class Slots:
    __slots__ = ("x",)


class Told:
    def __dir__(self):
        return ["b", "a"]


# What CPython has more than Threadbox: pickling, sizes, and what 3.13 notes of a class.
more = {"__getstate__", "__reduce__", "__reduce_ex__", "__sizeof__", "__subclasshook__", "__firstlineno__", "__static_attributes__"}


def names(value):
    return [name for name in dir(value) if name not in more]


print(names(object()))
print(names(object))
print(names(A()))
print(names(B()))
print(names(B))
print(names(Slots()))
print(dir(Told()))
print(set(names(object)) <= set(names(5)), set(names(object)) <= set(names([])), "append" in dir([]), "upper" in dir(""))
print("own" in dir(B()), "own" in dir(B), dir(B()) == sorted(dir(B())))
print([name for name in dir(B()) if not name.startswith("__")])
print("Thread" in dir(threading), "__class__" in dir(threading), "mine" in dir(threading))
threading.mine = 1
print("mine" in dir(threading), "A" in dir())


def local_names():
    x = y = 1
    return dir()


print(local_names())
print(object.__dir__(B()) is not None, "own" in B().__dir__())
try:
    print(B().__lt__(B()), object().__eq__(1), object().__ge__(2))
except AttributeError as error:
    print(error)
