class Base:
    registry = {}

    def __init_subclass__(cls):
        Base.registry[cls.__name__] = cls

    @classmethod
    def make(cls, name, *args):
        return cls.registry[name](*args)


class Dog(Base):
    def __init__(self, name):
        self.name = name

    def speak(self):
        return f"{self.name}: woof"


class Puppy(Dog):
    def speak(self):
        return super().speak().upper()


print(Base.make("Dog", "rex").speak(), Base.make("Puppy", "bo").speak(), sorted(Base.registry))
