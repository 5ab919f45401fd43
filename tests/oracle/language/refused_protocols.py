# A class that sets a special method to None refuses what the method is for, whatever others it has.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


class NotIterable:
    __iter__ = None

    def __getitem__(self, place):
        return [1, 2][place]


class NotReversible:
    __reversed__ = None

    def __len__(self):
        return 1

    def __getitem__(self, place):
        return place


class OwnList(list):
    __reversed__ = None


refuses = NotIterable()
t(lambda: iter(refuses))
t(lambda: enumerate(refuses))
t(lambda: zip(refuses))
t(lambda: map(str, refuses))
t(lambda: filter(None, refuses))
t(lambda: reversed(NotReversible()))
t(lambda: reversed(OwnList([1])))


class ReturnsClass(Exception):
    def __new__(cls, *arguments):
        return cls


def generator():
    yield 1


started = generator()
next(started)
t(lambda: started.throw(ReturnsClass))
