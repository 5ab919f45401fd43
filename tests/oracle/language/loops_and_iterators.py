for i in range(5):
    if i == 1:
        continue
    if i == 3:
        break
    print(i)
else:
    print("never")
for i in []:
    pass
else:
    print("empty else")
n = 3
while n:
    n -= 1
    if n == 5:
        break
else:
    print("while else", n)
for i, c in enumerate("ab", start=1):
    for j in (c, c * 2):
        if j == "bb":
            break
        print(i, j)
for a, b, c in zip([1, 2, 3], "ab", range(10)):
    print(a, b, c)
x = [1, 2, 3]
for item in x:
    if item < 3:
        x.append(item + 10)
    if len(x) > 6:
        break
print(x, list(zip()), list(zip([1])), list(map(lambda a, b: a + b, [1, 2], [10, 20, 30])))
print(list(enumerate(zip("ab", [1, 2]))), list(filter(lambda v: v > 1, [1, 2, 3])), list(map(str, [1, None])), dict(enumerate("xy")))
print(type(zip([1])).__name__, type(map(str, [])).__name__, type(enumerate([])).__name__, type(filter(None, [])).__name__, next(zip([1], [2])), next(map(str, [5])))
try:
    list(zip([1], [2, 3], strict=True))
except ValueError as error:
    print(error)
try:
    list(zip([1, 2], [2], (n for n in [1]), strict=True))
except ValueError as error:
    print(error)
for bad in (lambda: zip(5), lambda: enumerate(5), lambda: list(map(5, [1])), lambda: map(str), lambda: reversed({1}), lambda: next(5), lambda: next([]), lambda: iter(5), lambda: sum(["a"]), lambda: sum([[1]]), lambda: len(5), lambda: any(5)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
