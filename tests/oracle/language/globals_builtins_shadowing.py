def show():
    return len("abc"), value, list


value = 1
print(show())
len = lambda x: "shadowed"
print(show()[0])
del len
print(show()[0])
try:
    del len
except NameError as error:
    print(error)


def change():
    global value, fresh
    value += 1
    fresh = "made"


change()
print(value, fresh)


def local():
    try:
        value += 1
    except UnboundLocalError as error:
        print(error)
    value = 5
    del value
    try:
        print(value)
    except UnboundLocalError as error:
        print(error)


local()


def closure():
    def inner():
        return late

    try:
        inner()
    except NameError as error:
        print(error)
    late = 3
    print(inner())
    del late
    try:
        inner()
    except NameError as error:
        print(error)


closure()
id_function = id
print(id_function is id, __name__, print.__name__, callable(print), callable(5))
