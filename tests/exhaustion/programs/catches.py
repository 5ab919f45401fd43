# A program that catches each MemoryError goes on, and each is an exception object of its own.
seen = []


def attempt(n):
    try:
        row = [str(i) for i in range(n)]
        table = {word: [word] for word in row}
        return len(table)
    except MemoryError as error:
        seen.append(error)
        return -1


results = []
for n in range(12):
    try:
        results.append(attempt(n))
    except MemoryError as error:
        seen.append(error)
assert len({id(error) for error in seen}) == len(seen), "two raises shared an exception"
assert all(type(error) is MemoryError and error.args == () for error in seen)
assert all(result in (n, -1) for n, result in enumerate(results) if len(results) == 12)
print(results if not seen else "MemoryError")
