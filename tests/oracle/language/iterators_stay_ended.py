# An iterator that has ended stays ended, whatever becomes of what it went over.
def t(action):
    try:
        print(repr(action()))
    except Exception as error:
        print(type(error).__name__, error)


items = [1]
iterator = iter(items)
print(list(iterator))
items.append(2)
print(list(iterator), next(iterator, "end"))
items = [1, 2]
iterator = reversed(items)
print(list(iterator))
items.append(3)
print(next(iterator, "end"))
items = [1, 2, 3]
iterator = reversed(items)
next(iterator)
items.clear()
print(next(iterator, "end"))
items += [1, 2, 3]
print(next(iterator, "end"))
table = {1: 1}
for make in (iter, lambda table: iter(table.items()), lambda table: iter(table.values())):
    iterator = make(table)
    print(list(iterator))
    table[len(table) + 1] = 2
    print(next(iterator, "end"), next(iterator, "end"))
iterator = iter(table)
next(iterator)
table[100] = 2
t(lambda: next(iterator))
t(lambda: next(iterator, "end"))
members = {1}
iterator = iter(members)
print(list(iterator))
members.add(2)
print(next(iterator, "end"))
iterator = iter(members)
members.add(5)
t(lambda: next(iterator))
t(lambda: next(iterator))
numbers = iter([1, 2, 0, 3])
iterator = iter(lambda: next(numbers), 0)
print([list(iterator), next(iterator, "end"), next(iterator, "end"), next(numbers)])
iterator = zip([1, 2, 3], [1])
print(list(iterator), next(iterator, "end"))


def fails():
    yield 1
    raise ValueError("once")


generator = fails()
next(generator)
t(lambda: next(generator))
t(lambda: next(generator))
print(list(generator))
