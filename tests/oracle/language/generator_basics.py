# A generator runs to its next yield, and remembers where it was.
def count(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


numbers = count(3)
print(next(numbers), next(numbers), next(numbers))
try:
    next(numbers)
except StopIteration as stop:
    print("stop", stop.value, stop.args)
print(next(numbers, "default"))
print(list(count(4)), tuple(count(2)), set(count(3)))
print(iter(numbers) is numbers, type(numbers).__name__)
