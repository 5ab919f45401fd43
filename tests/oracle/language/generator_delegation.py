def flatten(tree):
    for item in tree:
        if isinstance(item, list):
            yield from flatten(item)
        else:
            yield item


print(list(flatten([1, [2, [3, [4]], 5], [], [[6]]])))


def inner():
    try:
        got = yield "a"
        print("inner got", got)
        yield "b"
    except ValueError:
        print("inner caught")
        yield "c"


def outer():
    yield from inner()
    yield "z"


o = outer()
print(next(o), o.send("x"), o.throw(ValueError), list(o))
print(list(zip(flatten([1, 2]), flatten([[3]]))))
