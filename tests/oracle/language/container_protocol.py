class Box:
    def __init__(self):
        self.items = {}

    def __getitem__(self, key):
        return self.items[key]

    def __setitem__(self, key, value):
        print("set", key)
        self.items[key] = value

    def __delitem__(self, key):
        print("del", key)
        del self.items[key]

    def __contains__(self, key):
        return key in self.items

    def __len__(self):
        return len(self.items)


b = Box()
b["a"] = 1
b["a"] += 5
b[1:2] = 3 if False else 4
b[1, 2] = "tuple"
print(b["a"], "a" in b, "z" in b, "z" not in b, len(b))
del b["a"]
print("a" in b, bool(b), not b)
b.items.clear()
print("empty" if not b else "full", bool(Box()))
try:
    b["missing"]
except KeyError as error:
    print(error)
