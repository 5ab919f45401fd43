# collections.abc: isinstance, registration, and the methods that classes get from it.
import collections
import collections.abc as abc

values = [[], (), {}, set(), frozenset(), "", b"", bytearray(), 1, None, len, int, iter([]), (x for x in ()), range(1), {}.keys(), {}.values(),
          {}.items(), object(), lambda: 1, enumerate([]), zip(), map(len, []), memoryview(b""), collections.deque(), collections.Counter()]
for name in sorted(abc.__all__):
    cls = getattr(abc, name)
    if name not in ("ByteString", "Buffer"):
        print(name, [type(value).__name__ for value in values if isinstance(value, cls)])


class Names(abc.MutableMapping):
    def __init__(self, **names):
        self.names = names

    def __getitem__(self, key):
        return self.names[key]

    def __setitem__(self, key, value):
        self.names[key] = value

    def __delitem__(self, key):
        del self.names[key]

    def __iter__(self):
        return iter(self.names)

    def __len__(self):
        return len(self.names)


n = Names(a=1, b=2)
print(n == {"a": 1, "b": 2}, "a" in n, n.get("z"), list(n.keys()), list(n.values()), list(n.items()), n.pop("a"), n.setdefault("c", 3), n.popitem(), dict(n), isinstance(n, abc.Mapping))
n.update({"x": 1}, y=2)
print(dict(n), n.keys() & {"x", "q"}, ("x", 1) in n.items(), 2 in n.values(), repr(n.keys())[:9])
n.clear()
print(len(n), bool(n))


class Squares(abc.Sequence):
    def __len__(self):
        return 4

    def __getitem__(self, at):
        if at >= 4:
            raise IndexError(at)
        return at * at


s = Squares()
print(list(s), list(reversed(s)), s.index(9), s.count(4), 5 in s, s[2])


class Stack(abc.MutableSequence):
    def __init__(self, *items):
        self.items = list(items)

    def __len__(self):
        return len(self.items)

    def __getitem__(self, at):
        return self.items[at]

    def __setitem__(self, at, value):
        self.items[at] = value

    def __delitem__(self, at):
        del self.items[at]

    def insert(self, at, value):
        self.items.insert(at, value)


t = Stack(1, 2)
t.append(3)
t.extend([4, 5])
t.reverse()
t.remove(4)
t += [9]
print(t.items, t.pop(), t.pop(0), t.items)


class Bag(abc.Set):
    def __init__(self, items=()):
        self.items = list(dict.fromkeys(items))

    def __contains__(self, item):
        return item in self.items

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


a, b = Bag([1, 2, 3]), Bag([3, 4])
print(list(a & b), list(a | b), list(a - b), list(a ^ b), a <= b, Bag([3]) < b, a == Bag([3, 2, 1]), a.isdisjoint([7]), list({1, 3} & a), a >= Bag([1]))


class Walks:
    def __iter__(self):
        return iter([1])


class Counts(abc.Iterator):
    def __next__(self):
        raise StopIteration


class Loose:
    pass


abc.Sized.register(Loose)
print(isinstance(Walks(), abc.Iterable), isinstance(Walks(), abc.Iterator), list(Counts()), isinstance(Loose(), abc.Sized), issubclass(list, abc.Sequence), issubclass(dict, abc.Sequence), abc.Iterable[int])
for action in (abc.Sequence, lambda: type("Half", (abc.Mapping,), {"__len__": len})(), lambda: s.index(77), lambda: Names()["q"], lambda: Names().popitem()):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__, error)
