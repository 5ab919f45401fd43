# An object's id() is the address that its repr() shows, and its hash comes from it.
import threading


class C:
    pass


def f():
    pass


def g():
    yield


kept = [C(), object(), f, lambda: 0, g(), threading.Lock(), iter([]), iter(()), enumerate([]), zip(), map(f, []), f.__code__, property(f)]
for value in kept:
    print(hex(id(value)) in repr(value), type(value).__name__)
print(len({id(value) for value in kept}) == len(kept), id(kept) == id(kept), id(kept) != id(kept[0]))
print(all(id(n) == id(n) and id(n) > 0 for n in (-1, 0, 5, -(2**40), 2**70, None, True)))
print(id(None) != id(True) != id(False), hash(kept[0]) == hash(kept[0]), hash(kept[1]) == id(kept[1]) >> 4)
many = [value for n in range(3000) for value in (C(), [n], (n, n), {n: n}, iter([]), lambda: n)]
print(all(id(value) % 16 == 0 for value in many), all(hash(value) == id(value) >> 4 for value in many if type(value) in (C, type(f))))
