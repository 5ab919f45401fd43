for n in range(2, 12):
    for d in range(2, n):
        if n % d == 0:
            print(n, "=", d, "*", n // d)
            break
    else:
        print(n, "is prime")
n = 3
while n:
    n -= 1
    if n == 1:
        continue
    print("n", n)
else:
    print("else of while")
for outer in range(3):
    for inner in range(3):
        if inner == 1:
            break
    else:
        continue
    if outer == 1:
        break
print(outer, inner)
for i in []:
    pass
else:
    print("else of nothing")
try:
    print(i)
except NameError as error:
    print(error)
items = [1, 2, 3, 4]
for item in items:
    if item % 2:
        items.remove(item)
print(items)
for item in items[:]:
    items.append(item * 10)
print(items)
it = iter(range(5))
for a in it:
    print(a, next(it, "end"))
for i, (a, *b) in enumerate([(1, 2, 3), "xyz"]):
    print(i, a, b)
while True:
    try:
        break
    finally:
        print("finally of break")
