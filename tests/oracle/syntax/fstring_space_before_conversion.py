# python: 3.13
x = 1
print(f"{x! r}")
