# Memory that runs out in generators, comprehensions, unpacking, and what consumes them.
def numbers(n):
    held = [n]
    try:
        for i in range(n):
            held.append(i)
            yield i * 1000
    finally:
        ended.append(len(held))


def delegating(n):
    got = yield from numbers(n)
    return [got, n]


ended = []
first, *middle, last = numbers(9)
print(first, middle, last)
print([x + y for x in numbers(3) for y in numbers(2)], {x: [x] for x in numbers(4)}, {x // 2 for x in numbers(5)})
print(sum(x for x in delegating(6)), sorted(numbers(5), key=lambda x: -x), max(numbers(3), key=str))
print(*numbers(3), *[str(n) for n in range(3)], sep="; ")
pairs = dict(zip("abc", numbers(3)))
print({**pairs, "d": 4}, [*pairs], tuple(enumerate(pairs.items())), list(map(lambda a, b: (a, b), "ab", numbers(2))))
g = numbers(5)
print(next(g), next(g), g.close(), list(g), ended)
a, (b, *c), d = 1, numbers(3), {"k": [2]}
print(a, b, c, d, list(filter(None, numbers(3))), list(reversed([*numbers(3)])))
