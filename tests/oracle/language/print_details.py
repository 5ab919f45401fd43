print()
print("a", "b", sep="")
print("a", "b", sep="-", end="!\n")
print(1, None, True, 2.0, "s", [1], sep=", ")
print("no newline", end="")
print()
print(*[1, 2, 3], sep="\n")
print("x", sep=None, end=None)
print("tab\tnew\\n")
for wrong in (lambda: print("x", sep=1), lambda: print("x", end=2), lambda: print("x", bad=1)):
    try:
        wrong()
    except TypeError as error:
        print(error)
