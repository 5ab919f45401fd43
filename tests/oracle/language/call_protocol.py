class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args, **kwargs):
        return self.n + sum(args), kwargs


add = Adder(10)
print(add(), add(1, 2), add(1, key="v"), list(map(add, [1, 2])), sorted([3, 1], key=Adder(0)))
try:
    5()
except TypeError as error:
    print(error)
try:
    object()()
except TypeError as error:
    print(error)


# What can be called has a __call__.
def increased(x=0):
    return x + 1


class Plain:
    def me(self):
        return self


plain = Plain()
print(increased.__call__(1), (lambda: 3).__call__(), len.__call__([1]), type(Plain.__call__()).__name__, plain.me.__call__() is plain)
print([hasattr(thing, "__call__") for thing in (increased, len, Plain, int, plain, plain.me, [].append, 1, staticmethod(increased))])
print(plain.me.__get__(1)() is plain, staticmethod(increased)(1), staticmethod(increased).__call__(2), callable(staticmethod(len)), callable(classmethod(len)))
print(staticmethod(len), classmethod(len))
try:
    increased.__call__(1, 2)
except TypeError as error:
    print(error)
