class Vector:
    def __init__(self, x, y):
        self.x, self.y = x, y

    def __add__(self, other):
        if not isinstance(other, Vector):
            return NotImplemented
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return (self.x ** 2 + self.y ** 2) ** 0.5

    def __eq__(self, other):
        return isinstance(other, Vector) and (self.x, self.y) == (other.x, other.y)

    def __repr__(self):
        return f"Vector({self.x}, {self.y})"

    def __matmul__(self, other):
        return self.x * other.x + self.y * other.y

    def __divmod__(self, other):
        return "divmod", other

    def __pow__(self, other):
        return "pow", other

    def __invert__(self):
        return "invert"

    def __pos__(self):
        return "pos"

    def __round__(self, digits=None):
        return "round", digits


a, b = Vector(1, 2), Vector(3, 4)
print(a + b, a - b, a * 3, 3 * a, -a, abs(b), a == Vector(1, 2), a != b, a @ b)
print(divmod(a, 3), a ** 2, ~a, +a, round(a), round(a, 2), pow(a, 5))
print(sum([a, b], Vector(0, 0)))
a += b
print(a)
for bad in (lambda: a + 1, lambda: 1 + a, lambda: a / 2, lambda: a < b, lambda: a // 2, lambda: "x" * a):
    try:
        bad()
    except TypeError as error:
        print(error)
