x = 10
x += 5; x -= 3; x *= 2; x //= 5; x **= 3; x %= 50; x <<= 2; x >>= 1; x |= 8; x &= 60; x ^= 5
print(x)
y = 7
y /= 2
print(y)
s = "a"
s += "b"
s *= 2
l = [1]
m = l
l += [2]
l *= 2
print(s, l, l is m)
d = {"k": [1]}
d["k"] += [2]
d["n"] = d.get("n", 0) + 1
t = (1,)
u = t
t += (2,)
print(d, t, u, t is u)


class Box:
    value = 1


b = Box()
b.value += 5
print(b.value, Box.value)
matrix = [[0] * 2 for _ in range(2)]
matrix[1][0] += 7
print(matrix)
pair = ([1],)
try:
    pair[0] += [2]
except TypeError as error:
    print(error, pair)
