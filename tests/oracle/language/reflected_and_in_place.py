class Left:
    def __add__(self, other):
        print("Left.__add__")
        return NotImplemented


class Right:
    def __radd__(self, other):
        print("Right.__radd__")
        return "right"


class Both(Left):
    def __radd__(self, other):
        print("Both.__radd__")
        return "both"

    def __iadd__(self, other):
        print("Both.__iadd__")
        return self


print(Left() + Right())
print(Left() + Both())
print([1] + Right(), 1 + Right(), "s" + Right())
x = Both()
x += 1
print(type(x).__name__)
try:
    Left() + Left()
except TypeError as error:
    print(error)
try:
    y = Left()
    y += 1
except TypeError as error:
    print(error)
