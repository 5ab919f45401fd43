# python: 3.13
print(f"{1} {import x}")
