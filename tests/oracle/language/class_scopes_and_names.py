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
