class Logged:
    def save(self):
        print("log")
        return super().save()


class Cached:
    def save(self):
        print("cache")
        return super().save()


class Store:
    def save(self):
        print("store")
        return "saved"


class Model(Logged, Cached, Store):
    pass


print(Model().save(), super(Logged, Model()).save(), super(Model, Model).__init__ is not None)


class Root:
    def __init__(self, **kwargs):
        print("root", kwargs)


class Left(Root):
    def __init__(self, a, **kwargs):
        super().__init__(**kwargs)
        self.a = a


class Right(Root):
    def __init__(self, b, **kwargs):
        super().__init__(**kwargs)
        self.b = b


class Both(Left, Right):
    pass


both = Both(a=1, b=2, c=3)
print(both.a, both.b)
