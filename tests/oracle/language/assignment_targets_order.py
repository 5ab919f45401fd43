def show(name, value=None):
    print(name)
    return value


class Box:
    def __setitem__(self, key, value):
        print("set", key, value)

    def __getitem__(self, key):
        print("get", key)
        return 10

    def __setattr__(self, name, value):
        print("attribute", name, value)


box = Box()
show("first", box)[show("key", 1)] = show("value", 2)
a = box[show("k2", 2)] = b = show("v2", 3)
box[show("k3", 3)] += show("v3", 4)
box.x, box.y = show("pair", (1, 2))
(box[0], [box[1], *rest]) = show("nested", (1, (2, 3, 4)))
print(a, b, rest)
show("f", print)(show("argument 1", 1), *show("star", [2]), sep=show("sep", "-"))
print({show("k", "k"): show("v", "v")}, [show("i", 1), show("j", 2)], show("c", True) and show("d", False) or show("e", 5))
print(show("low", 1) < show("middle", 5) < show("high", 3), show("one", 1) if show("condition", 0) else show("two", 2))
i = 0
i, values = 1, [0, 0]
i, values[i] = 0, 9
print(i, values)
x = y = []
x.append(1)
print(y, x is y)
for box[0] in range(2):
    pass
*head, tail = "abc"
first, *_ = range(3)
(one,), [two] = [[1], (2,)]
print(head, tail, first, _, one, two)
for bad in ("a, b = 1", "a, b = 1, 2, 3", "a, *b, c = (1,)", "(a, b), c = 1, 2"):
    try:
        if bad == "a, b = 1":
            a, b = 1
        elif bad == "a, b = 1, 2, 3":
            a, b = 1, 2, 3
        elif bad == "a, *b, c = (1,)":
            a, *b, c = (1,)
        else:
            (a, b), c = 1, 2
    except (TypeError, ValueError) as error:
        print(bad, "|", type(error).__name__, error)
