# Memory that runs out while a container grows: what it had, it still has.
def grow(container, add, n):
    for i in range(n):
        before = len(container)
        try:
            add(container, i)
        except MemoryError:
            # Not half of it was done.
            assert len(container) == before, (type(container), before, len(container))
            problems.append(type(container).__name__)
    return len(container)


problems = []
tables = {"keep": 1}
numbers = {n: n for n in range(5)}
words = {"w" + str(n) for n in range(4)}
items, pieces = [], []
sizes = [
    grow(tables, lambda table, i: table.__setitem__("key" + str(i), [i]), 40),
    grow(numbers, lambda table, i: table.setdefault(i * 3, str(i)), 30),
    grow(words, lambda table, i: table.add("w" + str(i)), 40),
    grow(items, lambda table, i: table.append((i, str(i))), 30),
    grow(pieces, lambda table, i: table.insert(0, i), 20),
]
for table in (tables, numbers):
    assert all(table[key] is value for key, value in table.items()) and len(list(table)) == len(table)
assert all(word in words for word in words) and len(list(words)) == len(words)
for n in range(0, 60, 2):
    tables.pop("key" + str(n), None)
    words.discard("w" + str(n))
assert all(table[key] is value for table in (tables, numbers) for key, value in table.items())


class Record:
    pass


record = Record()
for n in range(20):
    try:
        setattr(record, "field" + str(n), n)
    except MemoryError:
        problems.append("Record")
assert all(getattr(record, name) == value for name, value in vars(record).items())
items.sort(key=lambda item: -item[0])
assert items == sorted(items, reverse=True)
print(sizes if not problems else "MemoryError", len(problems) > 0)
