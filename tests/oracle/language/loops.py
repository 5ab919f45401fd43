for i in range(3):
    if i == 1: continue
    print(i)
else:
    print("done")
n = 0
while True:
    n += 1
    if n > 3: break
else:
    print("never")
while n: n -= 1
else: print("else", n)
for i, c in enumerate("ab", 1): print(i, c)
for a, b in zip([1, 2, 3], "xy"): print(a, b)
for x in reversed([1, 2]): print(x)
print(list(range(5, 0, -2)), [i for i in range(10) if i % 3 == 0], any([0, 1]), all([1, 0]))
print((y := 5) + y)
