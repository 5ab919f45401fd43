x = list(range(10))
print(x[2:5], x[:3], x[7:], x[-3:], x[:-3], x[::2], x[1::3], x[::-1], x[8:2:-2], x[5:2], x[100:], x[-100:2], x[:], x[3:3], x[-1:-4:-1])
print("abcdef"[1:4], "abcdef"[::-2], (1, 2, 3, 4)[1:3], range(10)[2:8:3], range(10)[::-1], range(10)[5], range(0, 20, 3)[-1])
s = slice(1, 8, 2)
print(x[s], s.start, s.stop, s.step, s.indices(5), s, slice(3), slice(None, None, -1).indices(4))
x[2:4] = ["a", "b", "c"]
print(x)
x[::3] = [0] * len(x[::3])
print(x)
x[1:1] = (7, 8)
del x[::2]
print(x)
x[:] = []
print(x)
x[0:0] = "xyz"
x[5:] = [1]
del x[-1:]
x[::-1] = x
print(x)
for bad in (lambda: x[::0], lambda: x["a"], lambda: x[1.5], lambda: x[1:2.5], lambda: x[10], lambda: x.__setitem__(slice(0, 3, 2), [1]), lambda: x.__setitem__(slice(0, 2), 5)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
