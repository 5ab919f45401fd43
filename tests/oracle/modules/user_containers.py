# UserDict, UserList and UserString.
from collections import UserDict, UserList, UserString


class Defaults(UserDict):
    def __missing__(self, key):
        return f"no {key}"


class Lower(UserDict):
    def __setitem__(self, key, item):
        super().__setitem__(key.lower(), item)


d = Lower({"A": 1}, B=2)
d["C"] = 3
print(d, len(d), "a" in d, "A" in d, d.get("z"), d.get("z", 5), list(d), d == {"a": 1, "b": 2, "c": 3}, type(d.copy()).__name__)
print(Defaults(x=1)["y"], Defaults(x=1).get("y"), d | {"D": 4}, {"D": 4} | d, type(d | {}).__name__)
d |= {"e": 5}
print(d, d.pop("a"), d.setdefault("q", 9), sorted(d.items()), Lower.fromkeys("XY", 0))
try:
    UserDict()["missing"]
except KeyError as error:
    print("KeyError", error)


class Stack(UserList):
    def push(self, item):
        self.append(item)


s = Stack([3, 1, 2])
s.push(7)
print(s, len(s), s[1], s[1:], type(s[1:]).__name__, s + [1], [1] + s, s * 2, 3 in s, s == [3, 1, 2, 7], s < [4], s.index(2), s.count(7))
s.sort(reverse=True)
s += (0,)
s.insert(1, "x")
s.extend(UserList([8, 9]))
s.remove("x")
del s[0]
s[0] = "first"
print(s, s.pop(), s.copy(), type(s.copy()).__name__, list(reversed(s)))
s.reverse()
print(s)
try:
    hash(s)
except TypeError as error:
    print(error)


class Shout(UserString):
    pass


t = Shout("hello world")
print(t, repr(t), t.upper(), type(t.upper()).__name__, t[0], t[:5], len(t), "wor" in t, t + "!", "oh " + t, t * 2, t == "hello world")
print(t.split(), t.replace("l", "L"), t.find("w"), t.startswith("hell"), t.center(15, "*"), t.title(), t.join(["a", "b"]), hash(t) == hash(str(t)))
print(int(UserString("12")) + 1, float(UserString("1.5")), UserString("%d-%s") % (1, "x"), t < "z", t.encode(), sorted([UserString("b"), UserString("a")]))
print(isinstance(t, str), UserString(5), t.count("o"), t.partition(" "), t.capitalize().swapcase(), t.isalpha(), t.removeprefix("hello "))
print([c.__module__ for c in (UserDict, UserList, UserString)])
