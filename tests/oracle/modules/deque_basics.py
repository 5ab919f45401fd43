from collections import deque

d = deque([1, 2, 3])
d.append(4); d.appendleft(0)
print(d, len(d), d[0], d[-1], d.pop(), d.popleft(), d.maxlen)
d.rotate(1); print(d); d.rotate(-2); print(d); d.reverse(); print(d)
d.extend([7, 8]); d.extendleft([9, 10]); print(d, d.count(7), d.index(8))
d.remove(7); d.insert(1, "x"); del d[0]; d[0] = "y"; print(d)
b = deque(maxlen=3)
for i in range(5): b.append(i)
print(b, b.maxlen)
b.appendleft(9); print(b)
d.clear(); print(d, len(d))
def attempt(action):
    try:
        print(action())
    except BaseException as error:
        print(type(error).__name__ + ":", error)
attempt(d.pop)
attempt(d.popleft)
attempt(lambda: d[0])
attempt(lambda: d.remove(1))
attempt(lambda: b.insert(0, 1))
attempt(lambda: deque(maxlen=-1))

# One that contains itself.
own = deque([1], maxlen=3)
own.append(own)
print(own, deque([[own]]))
