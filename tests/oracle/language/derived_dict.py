class Default(dict):
    def __missing__(self, key):
        value = self[key] = key * 2
        return value


d = Default(a=1)
print(d["a"], d["b"], d, len(d), d.get("zz"), "b" in d, isinstance(d, dict))


class Upper(dict):
    def __setitem__(self, key, value):
        super().__setitem__(key.upper(), value)

    def __getitem__(self, key):
        return super().__getitem__(key.upper())

    def __contains__(self, key):
        return super().__contains__(key.upper())


u = Upper()
u["x"] = 1
print(u, u["X"], u["x"], "x" in u, list(u), u.keys(), {**u})
u.extra = "attribute"
print(u.extra, u == {"X": 1})
