x = 1
del x
try:
    x
except NameError as error:
    print(error)


def f():
    y = 1
    del y
    try:
        return y
    except UnboundLocalError as error:
        return str(error)


print(f())


def early():
    try:
        print(z)
    except UnboundLocalError as error:
        print(error)
    z = 1


early()


def free():
    def inner():
        return later
    try:
        inner()
    except NameError as error:
        print(error)
    later = 2
    return inner()


print(free())
a = [1, 2, 3]
b = {"k": 1}


class C:
    pass


c = C()
c.d = 1
del a[0], b["k"], c.d
print(a, b, hasattr(c, "d"))
try:
    del undefined
except NameError as error:
    print(error)
