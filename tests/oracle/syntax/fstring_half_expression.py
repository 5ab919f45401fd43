# python: 3.13
print(f"{f(x) + 2 * }")
