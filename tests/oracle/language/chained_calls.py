class Builder:
    def __init__(self):
        self.parts = []

    def add(self, part):
        self.parts.append(part)
        return self

    def build(self):
        return "-".join(self.parts)


print(Builder().add("a").add("b").build(), [Builder().add(c).build() for c in "xy"], {"f": lambda: [1, 2]}["f"]()[1], (lambda f: f(f))(lambda f: "self"))
fs = {"add": lambda a, b: a + b, "mul": lambda a, b: a * b}
print({k: f(3, 4) for k, f in fs.items()}, list(map(lambda f: f(2, 5), fs.values())))
