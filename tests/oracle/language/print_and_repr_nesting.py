nested = [1, "two", 3.0, None, True, (4,), {"five": [6]}, {7}, frozenset(), range(3), slice(1), "b", ..., NotImplemented, int, len, ValueError("v"), {}, [], (), set(), "it's", 'say "x"', "new\nline", -0.0, 1e100]
print(nested)
print(str(nested) == repr(nested), str("x"), repr("x"), str(None), repr(True), [str], {"k": {"k": {}}}, ((),), ((1,), (1, 2)))
loop = [1]
loop.append(loop)
table = {"self": None}
table["self"] = table
print(loop, table, [loop, table])
print(1, "a", None, sep="", end="!\n")
print(*[1, 2], *"ab", sep=", ")
print()
print("", "")
print("a", "b", sep=None, end=None)
print([print], type, type(None), type(...), type(NotImplemented), type(type), type(len), type(lambda: 0), type([].append), type(iter([])), type(x for x in []), type({}.keys()), type(range(0)), type(slice(0)), object)
