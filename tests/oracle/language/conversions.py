print(list("ab"), tuple([1]), set([1, 1]), dict([(1, 2)]), list({1: 2}), list((1, 2)), tuple("xy"), frozenset("a"), list(range(3)), str(5), str(None), str([1, "a"]), bool([0]), int(True), float(3), str(b) if False else "")
print(list(dict(a=1).items()), sorted({"b": 1, "a": 2}), list(map(int, "123")), "".join(map(str, range(5))), list(reversed("abc")), list(zip("ab", range(2))), dict(zip("ab", range(2))))
print(list(), tuple(), dict(), set(), str(), int(), float(), bool(), frozenset(), repr(""), list(""), str(1e5), str(1.0), str(10 ** 16), repr(0.1), str(-0.0))
