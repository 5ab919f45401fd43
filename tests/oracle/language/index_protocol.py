class Two:
    def __index__(self):
        return 2

    def __int__(self):
        return 22

    def __float__(self):
        return 2.5


t = Two()
print([10, 20, 30][t], "abc"[t], (1, 2, 3)[t], [1, 2, 3, 4][:t], int(t), float(t), hex(t), bin(t), oct(t), list(range(t)), [0] * t, "ab" * t, chr(97), "%d" % t, "%x" % t)
x = [1, 2, 3]
x[t] = "set"
print(x)
del x[t]
print(x, "%.1f" % t)
