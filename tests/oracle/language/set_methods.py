s = {3, 1, 2}
s.add(5)
s.discard(100)
s.remove(1)
print(s, len(s), 3 in s, s | {10}, s & {2, 3}, s - {2}, s ^ {2, 99}, s == {2, 3, 5}, {1} < {1, 2}, {1, 2} <= {1, 2}, {1, 2} > {1}, {1} != {2})
print(s.union([7], (8,)), s.intersection([2, 5]), s.difference([2]), s.symmetric_difference([2, 50]), s.issubset(range(10)), s.issuperset([2]), s.isdisjoint({4}))
s.update([20, 21], {22})
s.intersection_update([2, 3, 20, 22])
s.difference_update({3})
s.symmetric_difference_update({2, 40})
print(s, s.copy() == s)
s |= {1, 2}
s &= {1, 2, 22}
s -= {22}
s ^= {2, 7}
print(s, set(), {n % 3 for n in range(9)}, set("hello") == {"h", "e", "l", "o"}, frozenset([2, 1]), frozenset(), {frozenset([1]): "k"}, set(range(12)), {*range(3), *[7]})
print(frozenset([1]) == {1}, frozenset([1]) | {2}, {2} | frozenset([1]), hash(frozenset([1, 2])) == hash(frozenset([2, 1])), {frozenset([1])} == {frozenset([1])}, {1} in {frozenset([1])})
print(sorted(s), sum(s), max(s), [x * 2 for x in {1, 2}], bool(set()), {1, True, 1.0}, {0, False})
t = {5}
print(t.pop(), t, t.clear())
for bad in (lambda: t.pop(), lambda: t.remove(9), lambda: {[]}, lambda: {1} + {2}, lambda: {1} | [2], lambda: set(5), lambda: t.add([]), lambda: frozenset().add(1), lambda: {1}[0], lambda: {1} < 5, lambda: hash(set())):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
try:
    for x in s:
        s.add(x + 100)
except RuntimeError as error:
    print(error)
