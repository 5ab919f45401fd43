counter = 0


def bump():
    global counter, fresh
    counter += 1
    fresh = "made"


bump()
bump()
print(counter, fresh)


def outer():
    x = "outer"

    def middle():
        def inner():
            nonlocal x
            x = "changed"
        inner()
        return x

    return middle(), x


print(outer())


def shadow(counter):
    counter += 1
    return counter


print(shadow(10), counter)


class K:
    counter = counter + 5
    values = [counter]


print(K.counter, K.values)
