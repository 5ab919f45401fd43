class Singleton:
    _instance = None

    def __new__(cls, *args):
        if cls._instance is None:
            cls._instance = super().__new__(cls)
            print("created")
        return cls._instance

    def __init__(self, *args):
        print("init", args)


print(Singleton(1) is Singleton(2))


class Other:
    def __new__(cls):
        return "not an instance"

    def __init__(self):
        print("never")


print(Other())


class Base:
    def __init_subclass__(cls, **kwargs):
        super().__init_subclass__(**kwargs)
        print("subclass", cls.__name__)


class Derived(Base):
    pass


try:
    class Bad:
        def __init__(self):
            return 5
    Bad()
except TypeError as error:
    print(error)
for wrong in (lambda: Derived(1), lambda: object(1), lambda: Singleton.__new__()):
    try:
        wrong()
    except TypeError as error:
        print(type(error).__name__)
