# python: 3.13
print(f"{f(1}")
