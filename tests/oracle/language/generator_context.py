state = []


def gen():
    try:
        raise ValueError("inner")
    except ValueError:
        yield 1
        try:
            raise
        except ValueError as error:
            state.append(str(error))


g = gen()
next(g)
try:
    raise KeyError("outer")
except KeyError:
    print(list(g))
print(state)
