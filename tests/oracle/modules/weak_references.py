# weakref and gc, as long as the objects are alive.
import gc
import weakref


class Node:
    def __init__(self, name):
        self.name = name

    def greet(self):
        return f"hi {self.name}"

    def __call__(self):
        return "called"


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)


a, b = Node("a"), Node("b")
r = weakref.ref(a)
print(r() is a, r == weakref.ref(a), r != weakref.ref(b), isinstance(r, weakref.ref), weakref.ReferenceType is weakref.ref, {r: 1}[weakref.ref(a)], repr(r).startswith("<weakref at 0x"))
p = weakref.proxy(a)
p.color = "red"
print(p.name, p.greet(), a.color, p(), hasattr(p, "missing"))
values = weakref.WeakValueDictionary(x=a)
values["y"] = b
print(sorted(values), values["x"].name, len(values), "z" in values, values.get("z"), sorted(v.name for v in values.values()), values.pop("y").name, dict(values.items()) == {"x": a})
keys = weakref.WeakKeyDictionary({a: 1})
keys[b] = 2
del keys[a]
print(len(keys), keys[b], a in keys, list(keys) == [b], keys.setdefault(a, 5))
group = weakref.WeakSet([a])
group.add(b)
group.add(b)
group.discard(a)
print(len(group), b in group, a in group, [n.name for n in group])
m = weakref.WeakMethod(a.greet)
print(m()())
f = weakref.finalize(a, print, "finalized", "a")
g = weakref.finalize(b, print, "finalized", "b")
h = weakref.finalize(b, print, "never")
print(f.alive, f(), f.alive, f(), h.detach() is not None, h.alive, g.peek()[1] is print)
for action in (lambda: weakref.ref(5), lambda: weakref.proxy("x"), lambda: weakref.WeakSet([1]), lambda: weakref.WeakMethod(5), lambda: values["q"]):
    attempt(action)
gc.disable()
print(gc.isenabled())
gc.enable()
print(gc.isenabled(), gc.collect() >= 0, len(gc.get_count()), len(gc.get_threshold()), gc.garbage)
gc.set_threshold(500, 5)
print(gc.get_threshold()[:2])
attempt(lambda: gc.collect(9))
print("end", a.name, b.name)
