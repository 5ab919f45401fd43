value = "global"


def outer():
    value = "outer"

    class Inner:
        seen = value
        value = "class"
        again = value

        def method(self):
            return value

        def deleted(self):
            return self.value

    return Inner


Inner = outer()
i = Inner()
print(Inner.seen, Inner.again, i.method(), i.deleted(), Inner.__name__, Inner.__qualname__, Inner.__module__, Inner.method.__qualname__, outer.__qualname__)
print(Inner, Inner.method.__name__, repr(i).split(" at ")[0], (lambda: 0).__qualname__, type(i), type(i) is Inner, [k for k in vars(i)], sorted(k for k in vars(Inner) if not k.startswith("__")))


class Meta:
    a = 1
    b = a + 1
    c = [a for _ in range(1)] if False else [b]
    if b == 2:
        d = "conditional"
    for e in range(3):
        f = e * 2
    del a

    def __init_subclass__(cls, **names):
        print("subclass", cls.__name__)


class Derived(Meta):
    b = 5


print(Meta.b, Meta.c, Meta.d, Meta.e, Meta.f, hasattr(Meta, "a"), Derived.b, Derived.d, Derived.__mro__[1].__name__, Derived.__bases__)
for bad in (lambda: Meta.a, lambda: Meta().zzz, lambda: type("X", (Meta, Derived), {}), lambda: object().x, lambda: setattr(object(), "x", 1), lambda: Meta.b(), lambda: int.x, lambda: setattr(int, "x", 1)):
    try:
        print(bad())
    except (AttributeError, TypeError) as error:
        print(type(error).__name__, error)


# A nonlocal or global declaration in a class body does not apply to the methods: they see the enclosing scope.
def bumped(x):
    class C:
        nonlocal x
        x += 1

        def get(self):
            return x

    return C().get(), x, "x" in C.__dict__


def set_later():
    class C:
        nonlocal q
        q = 5
        r = q

    return q, C.r, "q" in C.__dict__
    q = 1


def bound_in_every_way():
    x = 1

    class A:
        nonlocal x
        for x in range(3):
            pass
        print(x)
        import math as x

        def x(self):
            pass

        class B:
            nonlocal x
            x = 7

    return x


x = 5


def global_inside():
    x = 1

    class C:
        global x
        x = 7

        def f(self):
            return x

    return C().f(), "x" in C.__dict__


def all_of_it():
    x = 1

    class C:
        nonlocal x

        def f(self):
            nonlocal x
            x = 3
            return x

        x = x + 1
        z = [x for _ in range(2)]
        w = lambda self: x
        del x
        try:
            x
        except NameError as error:
            print(error)
        x = 10

        class D:
            x = 9

            def g(self):
                return x

    return C().f(), C.z, C().w(), C.D().g(), x


print(bumped(1), set_later(), bound_in_every_way(), global_inside(), all_of_it(), x)
