class A:
    def hello(self):
        return ["A"]


class B(A):
    def hello(self):
        return ["B"] + super().hello()


class C(A):
    def hello(self):
        return ["C"] + super().hello()


class D(B, C):
    def hello(self):
        return ["D"] + super().hello()


print(D().hello(), [cls.__name__ for cls in D.__mro__], D.__bases__ == (B, C), D.mro() == list(D.__mro__))
print(issubclass(D, A), isinstance(D(), (int, C)), A.__base__ is object)
try:
    class Wrong(A, B):
        pass
except TypeError as error:
    print(str(error).split(":")[0].split(" for")[0])
try:
    class Twice(A, A):
        pass
except TypeError as error:
    print(error)
try:
    class Boolean(bool):
        pass
except TypeError as error:
    print(error)
