# types: what its classes make when they are called, and classes that are made without a class statement.
import types


def attempt(what):
    try:
        print(what())
    except Exception as error:
        print(type(error).__name__, error)


class C:
    def method(self, x=1):
        return type(self).__name__, x


def add(a, b=1):
    return a + b


c = C()
bound = types.MethodType(C.method, c)
print(bound(2), bound.__self__ is c, bound.__func__ is C.method, isinstance(c.method, types.MethodType))
c.added = types.MethodType(lambda self, y: (self is c, y), c)
print(c.added(3), types.MethodType(add, 5)(6))
attempt(lambda: types.MethodType(1, c))
attempt(lambda: types.MethodType(add, None))
attempt(lambda: types.MethodType(add))

module = types.ModuleType("made", "Its doc.")
module.value = 3
print(module, module.__name__, module.__doc__, module.value, module.__dict__["value"], module.__spec__, types.ModuleType("x").__doc__)
attempt(lambda: module.missing)
attempt(lambda: types.ModuleType(1))

f = types.FunctionType(add.__code__, globals(), "renamed", (10,))
print(f(1), f.__name__, f.__defaults__, isinstance(f, types.FunctionType), types.FunctionType(add.__code__, globals())(1, 2))
attempt(lambda: types.FunctionType(1, {}))
attempt(lambda: types.FunctionType(add.__code__, 1))


def counter():
    count = 0

    def step():
        nonlocal count
        count += 1
        return count
    return step


step = counter()
own = types.FunctionType(step.__code__, globals(), "own", None, (types.CellType(40),))
print(own(), own(), step(), types.CellType().__class__.__name__, types.CellType(7).cell_contents)
attempt(lambda: types.FunctionType(step.__code__, globals()))
attempt(lambda: types.FunctionType(add.__code__, globals(), closure=(types.CellType(1),)))

print(isinstance(C.__dict__, types.MappingProxyType), types.CellType.__name__)


class Meta(type):
    def __new__(cls, name, bases, names, **kwds):
        made = super().__new__(cls, name, bases, names)
        made.kwds = kwds
        return made

    def __init__(cls, name, bases, names, **kwds):
        pass


Made = types.new_class("Made", (C,), {"metaclass": Meta, "flag": 1}, lambda names: names.update(x=5))
print(Made.__name__, Made.__bases__ == (C,), Made.kwds, Made.x, Made().method(), type(Made).__name__)
print(types.new_class("Plain").__mro__[1], types.prepare_class("X", (Made,))[0].__name__, types.resolve_bases((C, list[int])) == (C, list))
