print([x * y for x in range(3) for y in range(3) if x != y], {x: x ** 2 for x in range(4)}, {len(w) for w in ["a", "bb", "cc"]})
print([[j for j in range(i)] for i in range(4)], [x if x % 2 else -x for x in range(5)], [(a, b) for a, b in zip("ab", [1, 2])])
n = 5
print([n for n in range(3)], n, [y := 10, y ** 2], [last := x for x in range(3)], last)
matrix = [[1, 2], [3, 4]]
print([row[i] for i in range(2) for row in matrix], [list(col) for col in zip(*matrix)], sum(x for row in matrix for x in row))
print([x for x in range(20) if x % 2 if x % 3], [f"{a}{b}" for a in "xy" for b in "12" if a + b != "x1"])


def scope():
    k = 3
    return [k * i for i in range(k)], {i: k for i in range(2)}, list(k + i for i in range(2))


print(scope())
