# python: 3.13
print(f"{a $ b}")
