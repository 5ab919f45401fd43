class Celsius:
    def __init__(self, degrees):
        self._degrees = degrees

    @property
    def fahrenheit(self):
        """In the other scale."""
        return self._degrees * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value):
        self._degrees = (value - 32) * 5 / 9

    @fahrenheit.deleter
    def fahrenheit(self):
        print("deleted")

    @property
    def frozen(self):
        return self._degrees <= 0


c = Celsius(100)
print(c.fahrenheit, c.frozen, getattr(c, "fahrenheit"), hasattr(c, "frozen"), Celsius.fahrenheit.__doc__)
c.fahrenheit = 32
c.fahrenheit += 18
print(c._degrees, c.frozen)
del c.fahrenheit
for action in (lambda: setattr(c, "frozen", 1), lambda: delattr(c, "frozen")):
    try:
        action()
    except AttributeError as error:
        print(error)


class Failing:
    @property
    def value(self):
        raise KeyError("inside")


try:
    Failing().value
except KeyError as error:
    print(error)
print(getattr(Celsius(0), "nothing", "default"))
