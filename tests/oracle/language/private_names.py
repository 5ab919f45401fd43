# Private names: `__x` is `_Class__x` wherever a class body, or what is defined in it, says it.
import threading


def show(**k): return sorted(k)
class C:
    def f(self, __p=1, *, __k=2):
        print(show(__x=1), show(**{"__x": 1}))
        import sys as __s
        print(__s is not None, sorted(locals()))
        print(__p, __k)
        try:
            import __zz
        except ImportError as __e:
            print(str(__e).split(' (T')[0])
        try:
            from sys import __nothing
        except ImportError as e:
            print(e)
        try:
            import __zz.aa
        except ImportError as __e:
            print(str(__e).split(' (T')[0])
        global __G
        __G = 5
        return [__i for __i in range(3)]
    def g(self):
        try: print(__undefined)
        except NameError as e: print(e)
        try: print(__u); __u = 1
        except NameError as e: print(e)
        try: self.__missing
        except AttributeError as e: print(e, e.name)
        class __In: 
            __z = 4
            def __h(self): return self.__z
        print(__In.__name__, __In.__qualname__, sorted(k for k in vars(__In) if "z" in k or "h" in k))
        return f"{self.__class__.__name__} {[__k for __k in 'ab']}"
    __x: int = 3
    def __step(self): pass
c = C()
print(c.f(), c.f.__kwdefaults__, sorted(C.__annotations__), C._C__step.__name__, C._C__step.__qualname__)
print(_C__G)
print(c.g())
try: c.f(__k=1)
except TypeError as e: print(e)
try: c.f(_C__k=1)
except TypeError as e: print(e)
class S:
    __slots__ = ("__a", "__b__", "_c", "__")
s = S()
s._S__a = s.__b__ = s._c = s.__ = 1
try:
    s.__a = 1
except AttributeError as error:
    print(str(error).split(" and ")[0])
class _P:
    __y = 1
class __:
    __y = 2
class _P__:
    __y = 3
print(*[k for c in (_P, __, _P__) for k in vars(c) if k.endswith("y")])
class M:
    (__t, __u), __v = (1, 2), 3
    for __w in "ab": pass
    del __w
    with threading.Lock() as __l: pass
    if (__walrus := 3): pass
    lam = lambda self, __q: __q
    __lc = [__t1 for __t1 in range(2)]
    def __init__(self):
        self.__a = 1
        self.__a += 1
        del self.__a
        def inner():
            nonlocal_ = 1
            __n = 1
            def deeper():
                nonlocal __n
                __n += 1
                return __n
            return deeper()
        print(inner())
print([k for k in vars(M) if k.startswith("_M")]); M()
class A:
    def __init__(self): self.__value = 1
    def get(self): return self.__valu
a = A()
for f in (lambda: a.__value, lambda: a.get()):
    try: f()
    except AttributeError as e: print(e)


class Worker(threading.Thread):
    __count = 0
    __lock = threading.Lock()

    def __init__(self, steps):
        super().__init__()
        self.__steps = steps
        self.__done = threading.Event()

    def run(self):
        for _ in range(self.__steps):
            self.__step()
        self.__done.set()

    def __step(self):
        with Worker.__lock:
            Worker.__count += 1

    @staticmethod
    def total():
        return Worker.__count

    def wait(self):
        return self.__done.wait()


workers = [Worker(i) for i in range(4)]
for worker in workers:
    worker.start()
print([worker.wait() for worker in workers], Worker.total(), Worker._Worker__count)


class Declared:
    global __shared
    __shared = 1

    def early(self):
        class __Inner(Declared):
            def __call__(self):
                return __shared
        return __Inner()()


print(_Declared__shared)
try:
    Declared().early()
except NameError as error:
    print(error)
a.get()
