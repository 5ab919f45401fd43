x = [3, 1, 2]
x.append(5)
x.extend((7, 8))
x.extend(n for n in (9,))
x.insert(0, "first")
x.insert(-1, "almost")
x.insert(100, "last")
print(x, x.index(5), x.count(1), x.pop(), x.pop(0), x.pop(-2), len(x))
x.remove(7)
print(x, x.copy() is x, x.copy() == x)
x.sort()
print(x, x.reverse(), x)
x.sort(reverse=True)
print(x, sorted(["b", "A", "c"], key=str.lower), sorted([(1, "b"), (1, "a"), (0, "z")]), sorted([3, 1, 2], key=lambda n: -n))
words = ["banana", "pie", "apple", "fig"]
words.sort(key=len)
print(words, sorted(words, key=lambda w: (len(w), w)), sorted(words, key=len, reverse=True))
print([1, 2] + [3], [0] * 3, [1, [2]] == [1, [2]], [1, 2] < [1, 3], [1] < [1, 0], 2 in [1, 2], [] == [], [1, 2] != [2, 1])
y = x
y += [100]
print(x is y, x[-1])
x *= 2
print(len(x), x.clear(), x, y)
for bad in (lambda: [].pop(), lambda: [1].pop(5), lambda: [].remove(1), lambda: [1].index(2), lambda: [1] + (2,), lambda: [1, "a"].sort(), lambda: [3, None] < [3, 1],
            lambda: [1].append(), lambda: [1].append(1, 2), lambda: [1].sort(lambda v: v), lambda: list(5), lambda: [].foo, lambda: [1] < 5, lambda: [1].insert(1)):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
