# Attributes of one instance, one class and one module come and go.
import threading


def together(*works):
    """Runs them all at the same time."""
    gate = threading.Barrier(len(works))

    def run(work):
        gate.wait()
        work()

    threads = [threading.Thread(target=run, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Base:
    shared = 0


class Thing(Base):
    def method(self):
        return 1


thing = Thing()
number = 0
strange = []


def change():
    global number
    for i in range(1500):
        name = "x" + str(i % 97)
        setattr(thing, name, i)
        value = getattr(thing, name, i)
        if not isinstance(value, int):
            strange.append(value)
        try:
            if i % 3 == 0:
                delattr(thing, name)
            if i % 5 == 0:
                del Thing.shared
        except AttributeError:
            pass
        setattr(Base, "c" + str(i % 31), i)
        Thing.shared = i
        thing.y = thing.shared
        globals_of_mine = number
        number = i
        if i % 100 == 0:
            Thing.method = (lambda self: 2) if i % 200 else (lambda self: 1)
        if thing.method() not in (1, 2):
            strange.append("method")
        if i % 50 == 0:
            dir(thing), vars(thing), thing.__dict__, hasattr(thing, "x1"), Thing.__name__
            Thing.__name__ = "Thing" + str(i)
            change.__name__ = "change" + str(i)


together(*[change] * 4)
print(strange, thing.y < 1500, number)
