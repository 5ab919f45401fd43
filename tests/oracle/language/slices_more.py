class Shows:
    def __getitem__(self, index):
        return index


s = Shows()
print(s[1], s[1:2], s[1:2:3], s[:], s[::], s[::-1], s[1, 2], s[1:2, 3], s[..., 1], s["a":"b"], s[()], s[-1:])
items = list(range(10))
for cut in (slice(2, 5), slice(None, None, -1), slice(5, 2, -1), slice(-3, None), slice(None, -3), slice(100), slice(-100, 100, 3), slice(8, None, -3), slice(0, 0)):
    print(cut, items[cut], "abcdefghij"[cut], tuple(items)[cut], range(10)[cut], cut.indices(10), cut.start, cut.stop, cut.step)
for change in ("items[2:4] = 'xyz'", "items[::2] = [0] * 5", "items[5:2] = [9]", "items[:] = []", "del items[::3]", "del items[-2:]", "items[1:1] = items", "items[::2] = [1]", "items[0:2] = 5", "items[::0] = []", "items[20:] = [7]"):
    items = list(range(10))
    try:
        if change == "items[2:4] = 'xyz'":
            items[2:4] = "xyz"
        elif change == "items[::2] = [0] * 5":
            items[::2] = [0] * 5
        elif change == "items[5:2] = [9]":
            items[5:2] = [9]
        elif change == "items[:] = []":
            items[:] = []
        elif change == "del items[::3]":
            del items[::3]
        elif change == "del items[-2:]":
            del items[-2:]
        elif change == "items[1:1] = items":
            items[1:1] = items
        elif change == "items[::2] = [1]":
            items[::2] = [1]
        elif change == "items[0:2] = 5":
            items[0:2] = 5
        elif change == "items[::0] = []":
            items[::0] = []
        else:
            items[20:] = [7]
        print(change, items)
    except (TypeError, ValueError) as error:
        print(change, type(error).__name__, error)
for bad in (slice("a"), slice(1.5), slice(None, None, 0), slice(None, None, "x")):
    try:
        print([1, 2, 3][bad])
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
print(slice(1, 2) == slice(1, 2), slice(1) == slice(2), repr(slice(1, 2, None)))
