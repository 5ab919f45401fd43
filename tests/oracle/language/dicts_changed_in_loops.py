# Loops over a dict or a set that is changed meanwhile, even when its size stays the same.
def walk(table, change, most=20):
    seen = []
    try:
        for key in table:
            seen.append(key)
            change(table, key)
            if len(seen) > most:
                break
    except RuntimeError as error:
        seen.append(str(error))
    print(seen, list(table)[:12])


def rename(table, key):
    table[key.upper()] = table.pop(key)


def move(table, key):
    table[key] = table.pop(key)


def grow(table, key):
    table[key + "x"] = 1


for size in range(1, 24):
    walk({f"k{i}": i for i in range(size)}, rename)
    walk({f"k{i}": i for i in range(size)}, move)
    walk(dict.fromkeys([f"k{i}" for i in range(size)]), rename)
    gaps = {}
    for i in range(size):
        gaps[f"k{i}"] = i
    for i in range(size // 2):
        del gaps[f"k{i}"]
    walk(gaps, rename)
walk({"a": 1, "b": 2}, grow)
walk({"a": 1, "b": 2}, lambda table, key: table.pop(key))
walk({"a": 1, "b": 2}, lambda table, key: table.clear())
walk({1}, lambda table, key: table.add(key + 1))
for view in ("values", "items"):
    table = {0: 0}
    try:
        for _ in getattr(table, view)():
            del table[0]
            table[0] = 0
    except RuntimeError as error:
        print(view, error)
for table, more in (({0: 0, 1: 1}, lambda: table.update({5: 5})), ({0, 1}, lambda: table.add(5))):
    # An iterator that has seen another size does not go on, not even when the size is the old one again.
    iterator = iter(table)
    next(iterator)
    more()
    for _ in range(2):
        try:
            next(iterator)
        except RuntimeError as error:
            print(error)
        if 5 in table:
            table.discard(5) if isinstance(table, set) else table.pop(5)
table = {0: 0, 1: 1, 2: 2}
try:
    for key in reversed(table):
        print(key)
        del table[key]
except RuntimeError as error:
    print(error)
