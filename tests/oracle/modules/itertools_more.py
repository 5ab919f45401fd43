import itertools as it

print(list(it.islice(it.count(10, 3), 4)), list(it.islice(it.cycle("ab"), 5)), list(it.repeat("x", 3)), list(it.islice("abcdef", 1, 5, 2)), list(it.islice("abc", None)))
print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 4], max)), list(it.accumulate([1, 2], initial=10)), list(it.accumulate([])))
print(list(it.chain([1], "ab", (2,))), list(it.chain.from_iterable([[1], [2, 3]])), list(it.compress("abcd", [1, 0, 1, 0])), list(it.dropwhile(lambda x: x < 3, [1, 3, 2])), list(it.takewhile(lambda x: x < 3, [1, 3, 2])))
print(list(it.filterfalse(lambda x: x % 2, range(6))), list(it.starmap(pow, [(2, 3), (3, 2)])), list(it.zip_longest("ab", [1], fillvalue="-")), list(it.pairwise("abcd")))
print(list(it.product("ab", [1, 2])), list(it.product("ab", repeat=2)), list(it.permutations([1, 2, 3], 2)), list(it.combinations("abcd", 2)), list(it.combinations_with_replacement("ab", 2)), list(it.permutations("ab")))
for key, group in it.groupby("aabbbc"):
    print(key, list(group))
for key, group in it.groupby([1, 3, 2, 4, 5], key=lambda x: x % 2):
    print(key, list(group))
a, b = it.tee([1, 2, 3])
print(next(a), list(b), list(a))
a, b, c = it.tee("xy", 3)
print(list(a), next(b), list(c), list(b))
print(list(it.islice(it.count(), 2, 4)), list(it.islice(it.count(0.5, 0.25), 3)), next(it.count(5)), list(it.repeat(1, 0)), list(it.product()), list(it.combinations([1], 2)))
for bad in (lambda: it.islice([1], -1), lambda: it.islice([1], 0, 5, 0), lambda: it.combinations("ab", -1), lambda: it.tee([1], -1), lambda: list(it.chain(5)), lambda: it.count("a")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
