import itertools as it

print(list(it.chain([1, 2], "ab", (3,))), list(it.chain.from_iterable([[1], [2, 3]])))
c = it.count(5, 2); print(next(c), next(c), c, list(it.islice(it.count(), 3)))
print(list(it.islice(it.cycle("ab"), 5)), list(it.repeat(7, 3)), it.repeat(1, 2))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 2], max)), list(it.accumulate([1], initial=10)))
print(list(it.combinations("abc", 2)), list(it.permutations([1, 2, 3], 2)), list(it.product("ab", [0, 1])))
print(list(it.product([0, 1], repeat=2)), list(it.combinations_with_replacement("ab", 2)), len(list(it.permutations(range(4)))))
print(list(it.takewhile(lambda x: x < 3, [1, 2, 3, 1])), list(it.dropwhile(lambda x: x < 3, [1, 2, 3, 1])))
print(list(it.filterfalse(lambda x: x % 2, range(5))), list(it.compress("abcd", [1, 0, 1, 0])), list(it.starmap(pow, [(2, 3), (3, 2)])))
print([(k, list(g)) for k, g in it.groupby("aabbca")], [(k, len(list(g))) for k, g in it.groupby([1, 3, 2, 4], key=lambda n: n % 2)])
print([k for k, g in it.groupby("aabb")])
print(list(it.zip_longest("abc", [1], fillvalue="-")), list(it.pairwise([1, 2, 3])))
print(list(it.islice("abcdef", 2)), list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abcdef", 3, None)))
a, b = it.tee([1, 2, 3]); print(next(a), list(b), list(a))
i = iter(range(10)); print(list(it.islice(i, 3)), next(i))
try:
    it.islice([], -1)
except ValueError as error:
    print(error)
