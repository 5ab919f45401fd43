class Point:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        self.x, self.y = x, y


class Free(Point):
    pass


p = Point(1, 2)
p.x += 5
print(p.x, p.y)
try:
    p.z = 3
except AttributeError as error:
    print(error)
f = Free(1, 2)
f.z = 3
print(f.z)
