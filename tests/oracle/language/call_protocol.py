class Adder:
    def __init__(self, n):
        self.n = n

    def __call__(self, *args, **kwargs):
        return self.n + sum(args), kwargs


add = Adder(10)
print(add(), add(1, 2), add(1, key="v"), list(map(add, [1, 2])), sorted([3, 1], key=Adder(0)))
try:
    5()
except TypeError as error:
    print(error)
try:
    object()()
except TypeError as error:
    print(error)
