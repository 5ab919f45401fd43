# obj.__dict__ is the object's own: what is done to one is seen in the other, by whoever has it.
import threading


def t(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


class C:
    shared = 1

    def __init__(self):
        self.a = 1
        self.b = 2


c = C()
d = c.__dict__
print(d is c.__dict__, vars(c) is d, type(d).__name__)
d["c"] = 3
print(c.c, d, len(d), "c" in d, d.get("zz"), list(d), list(d.items()), sorted(d.values()))
c.e = 4
print(d, d["e"], d.pop("a"))
t(lambda: c.a)
del c.b
print(d, c.__dict__ == {"c": 3, "e": 4}, d == c.__dict__)
d.update(x=1, y=2)
print(c.x, c.y, d.setdefault("x", 9), d.setdefault("z", 9), c.z, d.popitem(), hasattr(c, "z"))
d |= {"w": 5}
print(c.w, d | {"q": 1}, {**d})
t(lambda: [d.__setitem__(f"more{len(d)}", 1) for _ in d])
t(lambda: d["nothing"])
t(lambda: d.pop("nothing"))
t(lambda: d.__delitem__("nothing"))
keys = d.keys()
c.late = 1
print(keys, "late" in keys, reversed(list(keys)))
copied = d.copy()
c.later = 1
print("later" in copied, "later" in d)
d.clear()
print(c.__dict__, d, bool(d), len(d))
t(lambda: c.x)
c.again = 1
print(d)
for n in range(20):
    setattr(c, f"n{n}", n)
print(len(d), d["n19"], list(d)[-1])
for name in list(d):
    if name.startswith("n"):
        del d[name]
print(d)

# One that is replaced keeps what it had.
other = {"p": 1}
before = c.__dict__
c.__dict__ = other
print(c.p, c.__dict__ is other, before, hasattr(c, "again"))
c.q = 2
print(other, before)
other["r"] = 3
before["s"] = 4
print(c.r, hasattr(c, "s"))
del c.p
print(other)


class Borg:
    _state = {}

    def __init__(self):
        self.__dict__ = self._state


x, y = Borg(), Borg()
x.value = 5
print(y.value, Borg._state, x.__dict__ is y.__dict__ is Borg._state)
y.value += 1
Borg._state["more"] = [1]
print(x.value, x.more, y.more)


def bump(borg):
    for _ in range(1000):
        borg.value += 1


bump(x)
bump(y)
print(x.value, y.value, Borg._state)
del x.value
t(lambda: y.value)
z = C()
z.__dict__ = y.__dict__
z.__dict__ = C().__dict__
print(z.a, z.b, y.__dict__)
first, second = C(), C()
second.__dict__ = first.__dict__
first.a = 100
print(second.a, second.__dict__ is first.__dict__)
first.__dict__ = {"a": 7}
second.b = 8
print(first.a, second.a, second.b, first.__dict__)
t(lambda: setattr(c, "__dict__", 5))
t(lambda: setattr(c, "__dict__", None))


class Slots:
    __slots__ = ("a",)


t(lambda: Slots().__dict__)
t(lambda: vars(Slots()))
t(lambda: vars(5))
t(lambda: (5).__dict__)


class Property:
    def __init__(self):
        self.__dict__["x"] = 5
        vars(self).update(y=6)

    @property
    def x(self):
        return self.__dict__["x"] + 1


print(Property().x, Property().y)


class Recorder:
    def __setattr__(self, name, value):
        self.__dict__[name] = [value]

    def __getattr__(self, name):
        return f"no {name}"


r = Recorder()
r.a = 1
print(r.a, r.b, vars(r))

# A class's can be read only.
proxy = C.__dict__
print(type(proxy).__name__, proxy is C.__dict__ or proxy == C.__dict__, proxy["shared"], "shared" in proxy, proxy.get("none", 0))
C.added = 5
print(proxy["added"], len(proxy) == len(C.__dict__), isinstance(proxy, dict), vars(C)["added"])
t(lambda: proxy.__setitem__)
try:
    proxy["x"] = 1
except TypeError as error:
    print(error)
try:
    del proxy["shared"]
except TypeError as error:
    print(error)
t(lambda: proxy.update({}))
t(lambda: proxy["nothing"])
t(lambda: hash(proxy))
print([name for name in proxy if not name.startswith("__")], type(proxy.copy()).__name__, {**proxy}["added"])
del C.added
print("added" in proxy)
print([name for name, value in vars(C).items() if callable(value)])


# A function's, a module's, the program's.
def function():
    pass


function.__dict__["x"] = 1
print(function.x, function.__dict__, vars(function) is function.__dict__)
function.y = 2
print(function.__dict__)
g = globals()
g["made"] = 5
print(made, g is globals(), vars() is g, "made" in g)
made += 1
print(g["made"])
del g["made"]
t(lambda: made)
g.update(one=1, two=2)
print(one + two)


def changes():
    global counter
    counter = 0
    for _ in range(100):
        counter += 1
        g["counter"] += 1
    return counter


print(changes(), counter)
threading.__dict__["mine"] = 3
print(threading.mine, vars(threading)["mine"])
len = lambda x: "mine"
print(len([]))
del g["len"]
print(len([]))
error = ValueError("v")
error.note = 1
print(error.__dict__, vars(error))
error.__dict__["more"] = 2
print(error.more)

# A threading.local has one for each thread.
local = threading.local()
local.x = 1
vars(local)["y"] = 2
print(local.y, vars(local), local.__dict__ is vars(local))


def in_thread():
    local.z = 3
    print(vars(local))
    local.__dict__["w"] = 4
    print(local.w, vars(local))


thread = threading.Thread(target=in_thread)
thread.start()
thread.join()
print(vars(local))
t(lambda: setattr(local, "__dict__", {}))


class D(dict):
    pass


own = D(k=1)
own.attribute = 5
print(own, own.__dict__, vars(own))
own.__dict__["b"] = 1
print(own.b, own)
c.__dict__ = own
print(c.k, c.__dict__ is own)
c.m = 3
print(own)
