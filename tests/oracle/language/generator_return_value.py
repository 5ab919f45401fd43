def worker():
    yield 1
    return "result"


def outer():
    value = yield from worker()
    print("inner returned", value)
    return value * 2


g = outer()
print(next(g))
try:
    next(g)
except StopIteration as stop:
    print(stop.value)
