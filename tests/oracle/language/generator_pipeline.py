def numbers():
    n = 0
    while True:
        yield n
        n += 1


def take(count, iterable):
    for _, item in zip(range(count), iterable):
        yield item


def evens(iterable):
    return (n for n in iterable if n % 2 == 0)


print(list(take(5, evens(numbers()))))
print([a + b for a, b in zip(take(3, numbers()), take(3, evens(numbers())))])
