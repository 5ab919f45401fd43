def make(n):
    class Local:
        value = n

        def get(self):
            return n + self.value

    return Local


print(make(2)().get(), make(3).value, make(1).__qualname__)


class Outer:
    class Inner:
        def who(self):
            return type(self).__qualname__

    def build(self):
        return self.Inner()


print(Outer().build().who(), Outer.Inner.__name__)
x = "global"


class Scope:
    x = "class"
    y = [x for _ in range(1)]

    def f(self):
        return x


print(Scope.y, Scope().f())
functions = [lambda: i for i in range(3)]
print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
