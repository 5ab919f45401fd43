class Animal:
    kind = "animal"
    count = 0

    def __init__(self, name):
        self.name = name
        Animal.count += 1

    def speak(self):
        return f"{self.name} makes a sound"

    @property
    def loud(self):
        return self.speak().upper()

    @staticmethod
    def helper(x):
        return x + 1

    @classmethod
    def make(cls, name):
        return cls(name)

    def __repr__(self):
        return "Animal(" + repr(self.name) + ")"

class Dog(Animal):
    kind = "dog"

    def speak(self):
        return super().speak() + ": woof"

d = Dog.make("Rex")
print(d.speak(), d.loud, d.kind, Animal.kind, Animal.count, Dog.helper(1))
print(isinstance(d, Animal), issubclass(Dog, Animal), isinstance(d, (int, Dog)), type(d) is Dog, type(d).__name__)
print(repr(d), str(d), hasattr(d, "name"), hasattr(d, "age"), getattr(d, "age", 0))
d.age = 3
setattr(d, "size", "big")
print(d.age, d.size, callable(d.speak), callable(d))
try:
    d.missing
except AttributeError as error:
    print(error)
try:
    Dog.missing
except AttributeError as error:
    print(error)
try:
    d.loud = 1
except AttributeError as error:
    print(error)
