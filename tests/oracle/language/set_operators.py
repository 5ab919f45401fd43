a, b = {1, 2, 3}, {3, 4}
print(a | b, a & b, a - b, a ^ b, a.union([9], (8,)), a.intersection([1, 2], [2]), a.difference([1]), a.symmetric_difference([1, 7]))
print(a <= a, a < a, {1} < a, a > {1}, a >= b, a == {3, 2, 1}, a != b, a.isdisjoint(b), {1}.issubset(a), a.issuperset([1]), set() < {1})
f = frozenset([1, 2])
print(f, f | {3}, {3} | f, type(f | {3}).__name__, type({3} | f).__name__, f == {1, 2}, hash(f) == hash(frozenset([2, 1])), {f: "key"}[frozenset((2, 1))])
a |= {10}
a &= {1, 2, 10}
a -= {2}
a ^= {1, 5}
print(sorted(a))
a.add(1)
a.discard(99)
a.update([7], "x")
a.intersection_update([7, "x", 1])
a.difference_update([1])
a.symmetric_difference_update([7, 8])
print(sorted(a, key=str))
for bad in (lambda: a.remove(99), lambda: set().pop(), lambda: {[]}, lambda: {1} | [2], lambda: {1} < [2], lambda: a + b, lambda: a[0], lambda: hash(a), lambda: f.add(1), lambda: set(5), lambda: {1}.update(5), lambda: {{}}, lambda: frozenset([[]]), lambda: a.union(5), lambda: set(1, 2), lambda: a.add(), lambda: {1} & "1"):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(set(), {1}, frozenset(), frozenset({1}), {"a"}, {(1, 2)}, set("a"), sorted(set("hello")), {1, 1.0, True}, len({0, False, 0.0}))
s = {1, 2, 3}
try:
    for item in s:
        s.add(item + 10)
except RuntimeError as error:
    print(error)
print({x % 3 for x in range(10)}, {*range(3), *"a"} == {0, 1, 2, "a"}, all(x in s for x in (1, 2, 3)))
