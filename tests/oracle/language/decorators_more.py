


def twice(function):
    def wrapper(*args, **kwargs):
        return function(*args, **kwargs), function(*args, **kwargs)
    return wrapper


def repeat(times):
    def decorator(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorator


@twice
@repeat(2)
def hello(name="you"):
    return "hi " + name


print(hello(), hello("me"))


def register(cls):
    cls.registered = True
    return cls


@register
class Thing:
    @staticmethod
    @twice
    def double():
        return 1

    @classmethod
    def name(cls):
        return cls.__name__


print(Thing.registered, Thing.double(), Thing().double(), Thing.name())


class Memo:
    def __init__(self, function):
        self.function, self.cache = function, {}

    def __call__(self, n):
        if n not in self.cache:
            self.cache[n] = self.function(n)
        return self.cache[n]


@Memo
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


print(fib(50), len(fib.cache))
