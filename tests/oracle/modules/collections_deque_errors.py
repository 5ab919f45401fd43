from collections import deque

d = deque([1, 2, 3], maxlen=3)
d.append(4)
print(d, d.maxlen, len(d), d[0], d[-1], 3 in d, list(reversed(d)), d.index(3), d.count(4))
d.appendleft(0)
print(d)
d.rotate(1)
print(d, d == deque([3, 0, 2]), d == [3, 0, 2], d.copy(), deque("abc") + deque("d"), deque([1]) * 3)
d.extend([7, 8])
d.extendleft([9])
print(d, d.pop(), d.popleft(), d)
e = deque(range(5))
e.rotate(-2)
e.insert(2, "x")
e.remove(0)
del e[0]
e[0] = "first"
e.reverse()
print(e, repr(deque()), bool(deque()), deque([1, 2]) < deque([1, 3]), deque(maxlen=0))
for bad in (lambda: deque().pop(), lambda: deque().popleft(), lambda: deque()[0], lambda: deque([1])[5], lambda: deque(5), lambda: deque([1]).remove(2), lambda: deque([1]).index(2), lambda: deque([], -1), lambda: deque([], "x"), lambda: deque([1, 2])[0:1], lambda: deque([1], maxlen=1).insert(0, 2), lambda: deque() + [1], lambda: deque([1])["x"]):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
d = deque([1, 2, 3])
try:
    for item in d:
        d.append(item)
except RuntimeError as error:
    print(error)
d.clear()
print(d, [*deque("ab")], sorted(deque([3, 1])), max(deque([3, 1])))
